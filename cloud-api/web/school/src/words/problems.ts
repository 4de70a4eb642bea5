import type { Dictionary } from '@vratar/ui';

/** What the cloud refuses, by code, as this page says it. */
export const problemWords = {
  'problem.not_permitted': {
    bg: 'Нямате право на това.',
    ru: 'У вас нет на это права.',
    en: 'You may not do this.',
  },
  'problem.not_your_class': {
    bg: 'Решава класният ръководител на този клас.',
    ru: 'Решает классный руководитель этого класса.',
    en: 'The homeroom teacher of that class decides.',
  },
  'problem.not_principal': {
    bg: 'Само директорът или негов заместник.',
    ru: 'Только директор или его заместитель.',
    en: 'Only the principal or a delegate.',
  },
  'problem.day_unknown': {
    bg: 'Ученикът няма такъв ден в училището.',
    ru: 'У ученика нет такого дня в школе.',
    en: 'The pupil has no such day at this school.',
  },
  'problem.pupil_unknown': {
    bg: 'В училището няма такъв ученик.',
    ru: 'В школе нет такого ученика.',
    en: 'The school has no such pupil.',
  },
  'problem.class_unknown': {
    bg: 'В училището няма такъв клас.',
    ru: 'В школе нет такого класса.',
    en: 'The school has no such class.',
  },
  'problem.lesson_unknown': {
    bg: 'На този ден няма такъв час.',
    ru: 'В этот день нет такого урока.',
    en: 'There is no such lesson on that day.',
  },
  'problem.lesson_not_begun': {
    bg: 'Часът още не е започнал.',
    ru: 'Урок ещё не начался.',
    en: 'The lesson has not begun.',
  },
  'problem.late_not_excusable': {
    bg: 'Закъснение не се извинява.',
    ru: 'Опоздание не бывает уважительным.',
    en: 'A lateness cannot be excused.',
  },
  'problem.reason_missing': {
    bg: 'Изберете основание.',
    ru: 'Выберите основание.',
    en: 'Choose the reason.',
  },
  'problem.reason_not_allowed': {
    bg: 'Основание има само извиненото отсъствие.',
    ru: 'Основание есть только у уважительного пропуска.',
    en: 'Only an excused absence has a reason.',
  },
  'problem.excuse_dates': {
    bg: 'Последният ден е преди първия или периодът е твърде дълъг.',
    ru: 'Последний день раньше первого или период слишком длинный.',
    en: 'The last day is before the first, or the period is too long.',
  },
  'problem.excuse_unknown': {
    bg: 'Няма такова извинение; може да е оттеглено.',
    ru: 'Такой записи нет; возможно, она отозвана.',
    en: 'There is no such excuse; it may have been taken back.',
  },
  'problem.medical_incomplete': {
    bg: 'Нужни са номерът на бележката и УИН на лекаря.',
    ru: 'Нужны номер справки и УИН врача.',
    en: 'The number of the note and the doctor’s УИН are needed.',
  },
  'problem.document_missing': {
    bg: 'Посочете документа.',
    ru: 'Укажите документ.',
    en: 'Name the document.',
  },
  'problem.family_incomplete': {
    bg: 'Нужни са мотивите и датата на подаване.',
    ru: 'Нужны мотивы и дата подачи.',
    en: 'The motives and the date of filing are needed.',
  },
  'problem.family_filed_late': {
    bg: 'Подава се преди отсъствието или в първия ден.',
    ru: 'Подаётся до пропуска или в первый день.',
    en: 'It is filed before, or on the first day.',
  },
  'problem.family_too_long': {
    bg: 'Повече учебни дни наведнъж, отколкото е позволено.',
    ru: 'Больше учебных дней за раз, чем можно.',
    en: 'More school days at once than allowed.',
  },
  'problem.family_budget_spent': {
    bg: 'Не остават толкова дни за тази учебна година.',
    ru: 'Столько дней в этом году не осталось.',
    en: 'Not so many days are left this school year.',
  },
  'problem.month_signed': {
    bg: 'Месецът е подписан. Извинение с документ става корекция, решенията са затворени.',
    ru: 'Месяц подписан. Причина с документом станет исправлением, решения закрыты.',
    en: 'The month is signed. An excuse with a document becomes a correction; decisions are closed.',
  },
  'problem.month_not_over': {
    bg: 'Месецът още не е свършил.',
    ru: 'Месяц ещё не закончился.',
    en: 'The month is not over.',
  },
  'problem.lessons_undecided': {
    bg: 'Има нерешени часове.',
    ru: 'Есть нерешённые уроки.',
    en: 'Some lessons are undecided.',
  },
  'problem.classes_unchecked': {
    bg: 'Не всички класове са отметнати.',
    ru: 'Не все классы отмечены.',
    en: 'Not all classes are checked off.',
  },
  'problem.days_unreconciled': {
    bg: 'Има несверени дни: подпишете с име и причина.',
    ru: 'Есть несверенные дни: подпишите с именем и причиной.',
    en: 'Some days are not reconciled: sign with name and reason.',
  },
  'problem.campaign_closed': {
    bg: 'Кампанията не е отворена сега.',
    ru: 'Кампания сейчас не открыта.',
    en: 'The campaign is not open now.',
  },
  'problem.campaign_dates': {
    bg: 'Кампанията свършва, преди да започне.',
    ru: 'Кампания кончается раньше, чем начинается.',
    en: 'The campaign ends before it begins.',
  },
  'problem.campaign_begun': {
    bg: 'По списъка вече е отговаряно.',
    ru: 'По списку уже отвечали.',
    en: 'Rows of the list are answered already.',
  },
  'problem.file_row_invalid': {
    bg: 'Файлът има грешен ред или е за друго училище или месец.',
    ru: 'В файле ошибочная строка, или он для другой школы или месяца.',
    en: 'The file has a wrong row, or is for another school or month.',
  },
  'problem.correction_invalid': {
    bg: 'Числото е 0 или повече, на половинки; дните са цели.',
    ru: 'Число 0 или больше, с шагом ½; дни целые.',
    en: 'The number is 0 or more, in halves; days are whole.',
  },
  'problem.correction_unchanged': {
    bg: 'Това е числото на АСП: потвърдете го или въведете друго.',
    ru: 'Это число АСП: подтвердите его или введите другое.',
    en: 'That is the agency’s number: confirm it, or enter another.',
  },
  'problem.correction_too_high': {
    bg: 'С това число помощта спира така или иначе.',
    ru: 'С этим числом пособие всё равно прекратят.',
    en: 'With this number the aid would be stopped all the same.',
  },
  'problem.correction_exactly_three': {
    bg: 'Точно 3 дни: указанията и програмата на НЕИСПУО си противоречат. Потвърдете.',
    ru: 'Ровно 3 дня: указания и программа НЕИСПУО расходятся. Подтвердите.',
    en: 'Exactly 3 days: guide and program of НЕИСПУО disagree. Say that you mean it.',
  },
  'problem.correction_days_exceeded': {
    bg: 'Повече дни, отколкото учебни дни има месецът.',
    ru: 'Дней больше, чем учебных в месяце.',
    en: 'More days than the month has school days.',
  },
  'problem.note_required': { bg: 'Напишете защо.', ru: 'Напишите почему.', en: 'Write why.' },
  'problem.correction_unknown': {
    bg: 'На корекцията вече е отговорено.',
    ru: 'На исправление уже ответили.',
    en: 'The correction is answered already.',
  },
  'problem.submission_number_missing': {
    bg: 'Въведете номера от НЕИСПУО.',
    ru: 'Введите номер из НЕИСПУО.',
    en: 'Enter the number that НЕИСПУО gave.',
  },
  'problem.acceptance_reason_missing': {
    bg: 'Напишете защо се приемат.',
    ru: 'Напишите, почему принимаются.',
    en: 'Write why they are accepted.',
  },
  'problem.month_outdated': {
    bg: 'Числата са променени. Създайте файла отново.',
    ru: 'Числа изменились. Создайте файл заново.',
    en: 'The numbers have changed. Generate the file again.',
  },
} satisfies Dictionary;
