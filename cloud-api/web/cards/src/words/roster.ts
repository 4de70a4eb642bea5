import type { Dictionary } from '@vratar/ui';

/** Who comes to the school, changes class and leaves. */
export const rosterWords = {
  'roster.title': { bg: 'В училището', ru: 'В школе', en: 'In the school' },
  'roster.since': { bg: 'от {{first}}', ru: 'с {{first}}', en: 'since {{first}}' },
  'roster.from_to': {
    bg: 'от {{first}} до {{last}}',
    ru: 'с {{first}} по {{last}}',
    en: '{{first}} – {{last}}',
  },
  'roster.enter': { bg: 'Нов човек в училището', ru: 'Новый человек в школе', en: 'New in the school' },
  'roster.manner': { bg: 'Кой идва', ru: 'Кто приходит', en: 'Who comes' },
  'roster.student': {
    bg: 'ученик, нов за мрежата',
    ru: 'ученик, новый для сети',
    en: 'a pupil who is new to the network',
  },
  'roster.transfer': {
    bg: 'ученик от друго училище на мрежата',
    ru: 'ученик из другой школы сети',
    en: 'a pupil of another school of the network',
  },
  'roster.staff': { bg: 'служител', ru: 'сотрудник', en: 'a member of staff' },
  'roster.transfer_text': {
    bg: 'Преместването е веднага: другото училище вече не вижда ученика и научава за това. Картата и родителите идват с него; личният номер остава.',
    ru: 'Перевод происходит сразу: прежняя школа больше не видит ученика и узнаёт об этом. Карта и родители переходят с ним; лицевой счёт остаётся.',
    en: 'The transfer is immediate: the other school sees the pupil no longer, and is told. Cards and guardians come along; the account number stays.',
  },
  'roster.first': { bg: 'Име', ru: 'Имя', en: 'First name' },
  'roster.middle': { bg: 'Презиме', ru: 'Отчество', en: 'Middle name' },
  'roster.last': { bg: 'Фамилия', ru: 'Фамилия', en: 'Last name' },
  'roster.identifier_type': { bg: 'Вид на номера', ru: 'Вид номера', en: 'Kind of number' },
  'identifier.0': { bg: 'ЕГН', ru: 'ЕГН', en: 'ЕГН (personal number)' },
  'identifier.1': { bg: 'ЛНЧ', ru: 'ЛНЧ', en: 'ЛНЧ (number of a foreigner)' },
  'identifier.2': { bg: 'служебен номер', ru: 'служебный номер', en: 'official number' },
  'roster.identifier': { bg: 'Номер', ru: 'Номер', en: 'Number' },
  'roster.class': { bg: 'Клас', ru: 'Класс', en: 'Class' },
  'roster.post': { bg: 'Длъжност', ru: 'Должность', en: 'Post' },
  'roster.first_day': {
    bg: 'Първи ден в училището',
    ru: 'Первый день в школе',
    en: 'First day in the school',
  },
  'roster.first_day_class': {
    bg: 'Първи ден в класа',
    ru: 'Первый день в классе',
    en: 'First day in the class',
  },
  'roster.last_day': { bg: 'Последен ден', ru: 'Последний день', en: 'Last day' },
  'roster.save_student': { bg: 'Впиши', ru: 'Внести', en: 'Enter' },
  'roster.save_transfer': { bg: 'Приеми', ru: 'Принять', en: 'Take in' },
  'roster.save_staff': { bg: 'Впиши', ru: 'Внести', en: 'Enter' },
  'roster.change_class': { bg: 'Друг клас', ru: 'Другой класс', en: 'Another class' },
  'roster.take_back': { bg: 'Запиши отново', ru: 'Зачислить снова', en: 'Enrol again' },
  'roster.save_class': { bg: 'Запиши в класа', ru: 'Зачислить в класс', en: 'Enrol in the class' },
  'roster.leave': { bg: 'Напуска', ru: 'Выбывает', en: 'Leaves' },
  'roster.save_leave': { bg: 'Впиши напускането', ru: 'Внести выбытие', en: 'Enter the leaving' },
  'roster.leave_text': {
    bg: 'След последния ден картата не отваря. Впишете и ученик, който отива в училище извън мрежата; в училище на мрежата го приема то.',
    ru: 'После последнего дня карта не открывает. Так вносят и ученика, уходящего в школу вне сети; школа сети принимает его сама.',
    en: 'After the last day the card opens nothing. A pupil who goes to a school outside the network is entered here, too; a school of the network takes them in itself.',
  },
  'problem.identifier_invalid': {
    bg: 'Номерът не е от този вид: контролната му цифра е грешна.',
    ru: 'Номер не этого вида: контрольная цифра неверна.',
    en: 'The number is not one of its kind: its check digit is wrong.',
  },
  'problem.identifier_known': {
    bg: 'Човек с този номер вече е в училището.',
    ru: 'Человек с этим номером уже есть в школе.',
    en: 'Somebody with this number is in the school already.',
  },
  'problem.identifier_elsewhere': {
    bg: 'Ученикът е в друго училище на мрежата: приемете го оттам.',
    ru: 'Ученик числится в другой школе сети: примите его оттуда.',
    en: 'The pupil is in another school of the network: take them in from there.',
  },
  'problem.person_unknown': {
    bg: 'Никой ученик в мрежата няма този номер.',
    ru: 'Ни у одного ученика сети нет этого номера.',
    en: 'No pupil of the network has this number.',
  },
  'problem.person_here': {
    bg: 'Ученикът вече е в това училище.',
    ru: 'Ученик уже в этой школе.',
    en: 'The pupil is in this school already.',
  },
  'problem.person_not_enrolled': {
    bg: 'Ученикът вече не е записан.',
    ru: 'Ученик уже не числится.',
    en: 'The pupil is not enrolled any more.',
  },
  'problem.person_not_employed': {
    bg: 'Служителят вече не работи тук.',
    ru: 'Сотрудник здесь уже не работает.',
    en: 'This person does not work here any more.',
  },
  'problem.enrolment_overlap': {
    bg: 'За тези дни ученикът е записан и другаде.',
    ru: 'На эти дни ученик зачислен и в другой класс.',
    en: 'The pupil is enrolled elsewhere on these days.',
  },
} satisfies Dictionary;
