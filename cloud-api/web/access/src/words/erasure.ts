import type { Dictionary } from '@vratar/ui';

/** Requests of people: a copy of their data; erasure, what goes for good, and what the law keeps. */
export const erasureWords = {
  'access.erasure': { bg: 'Искания', ru: 'Запросы', en: 'Data requests' },
  'erasure.title': { bg: 'Изтриване на човек', ru: 'Удаление человека', en: 'Erasing a person' },
  'erasure.desk_done': { bg: 'Човекът е изтрит', ru: 'Человек удалён', en: 'The person is erased' },
  'erasure.text': {
    bg: 'По искане на човека или на родителя: копие по всяко време, изтриване след напускане. Личният номер е на картона на семейството и на страницата на родителя; номер и фамилия трябва да съвпадат с искането.',
    ru: 'По запросу человека или родителя: копия в любое время, удаление после выбытия. Лицевой счёт есть в бумагах семьи и на странице родителя; счёт и фамилия должны совпасть с запросом.',
    en: 'At the request of the person or a guardian: a copy at any time, erasure after they have left. The account number is on the family’s papers and page; number and family name must both be those of the request.',
  },
  'copy.text': {
    bg: 'Копие на всичко, което училището държи за човека. На искането се отговаря до един месец.',
    ru: 'Копия всего, что школа хранит о человеке. На запрос отвечают в течение месяца.',
    en: 'A copy of everything that the school holds of the person. A request is answered within a month.',
  },
  'copy.pdf': { bg: 'Копие за четене (PDF)', ru: 'Копия для чтения (PDF)', en: 'Copy to read (PDF)' },
  'copy.json': {
    bg: 'Копие за програма (JSON)',
    ru: 'Копия для программы (JSON)',
    en: 'Copy for a program (JSON)',
  },
  'copy.done': {
    bg: 'Свалено е; записано е в „Кой е гледал“. Предайте го само на човека или на родителя му.',
    ru: 'Скачано; это записано в «Кто смотрел». Передайте только человеку или его родителю.',
    en: 'Downloaded; “Who looked” says so. Hand it to the person or the guardian only.',
  },
  'erasure.number': { bg: 'Личен номер', ru: 'Лицевой счёт', en: 'Account number' },
  'erasure.last': { bg: 'Фамилия', ru: 'Фамилия', en: 'Family name' },
  'erasure.who': {
    bg: 'Личен номер {{number}}: {{kind}}',
    ru: 'Лицевой счёт {{number}}: {{kind}}',
    en: 'Account {{number}}: {{kind}}',
  },
  'erasure.student': { bg: 'ученик', ru: 'ученик', en: 'pupil' },
  'erasure.staff': { bg: 'служител', ru: 'сотрудник', en: 'member of staff' },
  'erasure.guardian': { bg: 'родител или настойник', ru: 'родитель или опекун', en: 'guardian' },
  'erasure.not_yet': { bg: 'Още не може', ru: 'Пока нельзя', en: 'Not yet' },
  'erasure.attends': {
    bg: 'Ученикът още е записан в училището. Първо гишето за карти вписва последния му ден; изтриването е възможно от следващия.',
    ru: 'Ученик ещё числится в школе. Сначала стойка карт вносит его последний день; удалить можно со следующего.',
    en: 'The pupil still attends the school. The card desk enters the last day first; erasing is possible from the day after.',
  },
  'erasure.works': {
    bg: 'Служителят още работи тук. Първо гишето за карти вписва последния му ден; изтриването е възможно от следващия.',
    ru: 'Сотрудник ещё работает здесь. Сначала стойка карт вносит его последний день; удалить можно со следующего.',
    en: 'This person still works here. The card desk enters the last day first; erasing is possible from the day after.',
  },
  'erasure.answers': {
    bg: 'Отговаря за дете, което още е в училището. Първо се прекратява връзката с детето в „Семейства“, или детето напуска.',
    ru: 'Отвечает за ребёнка, который ещё учится здесь. Сначала связь с ребёнком прекращают в «Семьях», или ребёнок выбывает.',
    en: 'Answers for a child who still attends. First the link to the child is ended under “Families”, or the child leaves.',
  },
  'erasure.unsigned': {
    bg: 'Месец, в който е учил тук, още не е подписан: без него файлът за НЕИСПУО не е верен. Изчакайте подписа; за отговор на искането имате един месец.',
    ru: 'Месяц, в котором он учился здесь, ещё не подписан: без него файл для НЕИСПУО неверен. Дождитесь подписи; на ответ по запросу даётся месяц.',
    en: 'A month in which they attended is not signed yet: without them its file for НЕИСПУО is wrong. Wait until it is signed; there is a month to answer the request.',
  },
  'erasure.goes': { bg: 'Изчезва завинаги', ru: 'Исчезнет навсегда', en: 'Goes for good' },
  'erasure.goes_name': {
    bg: 'име, ЕГН или друг номер, дата на раждане, телефон, имейл: ключът им се унищожава',
    ru: 'имя, ЕГН или другой номер, дата рождения, телефон, почта: их ключ уничтожается',
    en: 'name, identifier, date of birth, phone, e-mail: their key is destroyed',
  },
  'erasure.goes_consents': {
    bg: 'съгласия и откази, доверени лица',
    ru: 'согласия и отказы, доверенные лица',
    en: 'consents and refusals, trusted persons',
  },
  'erasure.goes_guardians_one': {
    bg: '{{count}} родител без друго дете в училището',
    ru: '{{count}} родитель, у которого здесь нет другого ребёнка',
    en: '{{count}} guardian without another child in the school',
  },
  'erasure.goes_guardians_few': {
    bg: '{{count}} родители без друго дете в училището',
    ru: '{{count}} родителя, у которых здесь нет другого ребёнка',
    en: '{{count}} guardians without another child in the school',
  },
  'erasure.goes_guardians_many': {
    bg: '{{count}} родители без друго дете в училището',
    ru: '{{count}} родителей, у которых здесь нет другого ребёнка',
    en: '{{count}} guardians without another child in the school',
  },
  'erasure.goes_guardians_other': {
    bg: '{{count}} родители без друго дете в училището',
    ru: '{{count}} родителя, у которых здесь нет другого ребёнка',
    en: '{{count}} guardians without another child in the school',
  },
  'erasure.goes_cards': {
    bg: 'картата у човека спира да отваря (брой: {{count}})',
    ru: 'карта на руках больше не открывает (всего: {{count}})',
    en: 'cards in hand open nothing any more ({{count}})',
  },
  'erasure.goes_holdings': {
    bg: 'кой кога е държал коя карта: преминаванията стават безименни',
    ru: 'кто и когда держал какую карту: проходы становятся безымянными',
    en: 'who held which card when: passages become nameless',
  },
  'erasure.goes_rights': {
    bg: 'правата на профила му в това училище',
    ru: 'права его учётной записи в этой школе',
    en: 'the rights of their account in this school',
  },
  'erasure.stays': {
    bg: 'Остава (по закон или до срока си)',
    ru: 'Остаётся (по закону или до своего срока)',
    en: 'Stays (by law, or until its time is over)',
  },
  'erasure.stays_numbers': {
    bg: 'броевете без име: преминавания, присъствия',
    ru: 'числа без имени: проходы, посещаемость',
    en: 'numbers without a name: passages, attendance',
  },
  'erasure.stays_months': {
    bg: 'числата му в подписаните месеци (брой: {{count}})',
    ru: 'его числа в подписанных месяцах (всего: {{count}})',
    en: 'the numbers in signed months ({{count}})',
  },
  'erasure.stays_letters': {
    bg: 'изпратените писма по чл. 347 и отговорите до АСП',
    ru: 'отправленные письма по ст. 347 и ответы АСП',
    en: 'letters of чл. 347 that were sent, and answers to АСП',
  },
  'erasure.stays_log': {
    bg: 'дневникът на достъпа, без името, три години',
    ru: 'журнал доступа, без имени, три года',
    en: 'the access log, without the name, for three years',
  },
  'erasure.stays_backups': {
    bg: 'резервните копия отпреди изтриването, докато операторът не ги премахне',
    ru: 'резервные копии, сделанные раньше, пока оператор их не удалит',
    en: 'backups from before the erasure, until the operator deletes them',
  },
  'erasure.erase': { bg: 'Изтрий', ru: 'Удалить', en: 'Erase' },
  'erasure.keep': { bg: 'Не изтривай', ru: 'Не удалять', en: 'Do not erase' },
  'erasure.question': {
    bg: 'Личен номер {{number}} ще бъде изтрит завинаги. Никой, и системата, не може да го върне.',
    ru: 'Лицевой счёт {{number}} будет удалён навсегда. Вернуть его не сможет никто, и система тоже.',
    en: 'Account {{number}} will be erased for good. Nobody can bring it back, and neither can the system.',
  },
  'erasure.done': {
    bg: 'Личен номер {{number}} е изтрит',
    ru: 'Лицевой счёт {{number}} удалён',
    en: 'Account {{number}} is erased',
  },
  'erasure.done_text': {
    bg: 'Записано е в „Кой е гледал“ с вашето име и часа. Отговорете на искането.',
    ru: 'Это записано в «Кто смотрел» с вашим именем и временем. Ответьте на запрос.',
    en: 'It is in “Who looked”, with your name and the time. Answer the request.',
  },
  'problem.person_unnamed': {
    bg: 'В това училище никой няма този личен номер и тази фамилия. Сравнете ги с искането, буква по буква.',
    ru: 'В этой школе ни у кого нет этого счёта и этой фамилии. Сверьте их с запросом по буквам.',
    en: 'Nobody in this school has this account number and this family name. Compare both with the request, letter by letter.',
  },
  'problem.person_month_open': {
    bg: 'Месец, в който е учил тук, още не е подписан.',
    ru: 'Месяц, в котором он учился здесь, ещё не подписан.',
    en: 'A month in which the person attended is not signed yet.',
  },
  'problem.person_enrolled': {
    bg: 'Човекът още учи или работи тук, или отговаря за дете, което учи тук.',
    ru: 'Человек ещё учится или работает здесь, или отвечает за ребёнка, который здесь учится.',
    en: 'The person still attends or works here, or answers for a child who attends.',
  },
} satisfies Dictionary;
