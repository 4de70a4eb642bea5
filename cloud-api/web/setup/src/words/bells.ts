import type { Dictionary } from '@vratar/ui';

/** Words about shifts, bells and subjects. */
export const bellWords = {
  'shifts.one': { bg: 'Смяна', ru: 'Смена', en: 'Shift' },
  'shifts.add': { bg: 'Нова смяна', ru: 'Новая смена', en: 'New shift' },
  'shifts.none': { bg: 'Още няма смени', ru: 'Смен ещё нет', en: 'There are no shifts yet' },
  'shifts.none_hint': {
    bg: 'Без смяна и дневен режим часовете на класа нямат начало и край.',
    ru: 'Без смены и звонков у уроков класса нет начала и конца.',
    en: 'Without a shift and its bells the lessons of a class have no times.',
  },
  'shifts.name_hint': {
    bg: 'Например: първа смяна',
    ru: 'Например: первая смена',
    en: 'Such as: first shift',
  },
  'shifts.code_hint': { bg: 'Кратко: I', ru: 'Кратко: I', en: 'Short: I' },
  'shifts.remove': { bg: 'Махни смяната', ru: 'Убрать смену', en: 'Take the shift out' },
  'shifts.remove_question': {
    bg: 'Маха се само смяна без дневен режим, в която никой клас не е учил.',
    ru: 'Убрать можно только смену без звонков, в которой не учился ни один класс.',
    en: 'Only a shift without bells in which no class ever learned can be taken out.',
  },
  'bells.hint': {
    bg: 'Дневният режим на смяната дава начало и край на часовете. Нов важи от деня, който посочите; дотогава остава старият.',
    ru: 'Звонки смены дают урокам начало и конец. Новые действуют с указанного дня, до него остаются прежние.',
    en: 'The bells of a shift give lessons their times. New ones hold from the day you name; until then the old ones stay.',
  },
  'bells.of': { bg: 'Дневен режим: {{shift}}', ru: 'Звонки: {{shift}}', en: 'Bells: {{shift}}' },
  'bells.change': { bg: 'Нов дневен режим', ru: 'Другие звонки', en: 'Other bells' },
  'bells.none': {
    bg: 'Още няма дневен режим: часовете на тази смяна нямат начало и край.',
    ru: 'Звонков ещё нет: у уроков этой смены нет начала и конца.',
    en: 'No bells yet: lessons of this shift have no times.',
  },
  'bells.only': {
    bg: 'само в този ден (намалени часове)',
    ru: 'только в этот день (сокращённые уроки)',
    en: 'on that day only (shortened lessons)',
  },
  'bells.special': { bg: 'само този ден', ru: 'только этот день', en: 'this day only' },
  'bells.number': { bg: 'Час №', ru: 'Урок №', en: 'Lesson no.' },
  'bells.start': {
    bg: 'Начало на час {{number}}',
    ru: 'Начало урока {{number}}',
    en: 'Start of lesson {{number}}',
  },
  'bells.end': { bg: 'Край на час {{number}}', ru: 'Конец урока {{number}}', en: 'End of lesson {{number}}' },
  'bells.add_hour': { bg: 'Още един час', ru: 'Ещё урок', en: 'One more lesson' },
  'bells.remove_hour': {
    bg: 'Махни час {{number}}',
    ru: 'Убрать урок {{number}}',
    en: 'Remove lesson {{number}}',
  },
  'bells.fault_missing': { bg: 'Липсва час.', ru: 'Не указано время.', en: 'A time is missing.' },
  'bells.fault_ends_before': {
    bg: 'Час {{number}} свършва, преди да е започнал.',
    ru: 'Урок {{number}} кончается раньше, чем начинается.',
    en: 'Lesson {{number}} ends before it begins.',
  },
  'bells.fault_overlap': {
    bg: 'Час {{number}} започва, преди да е свършил предишният.',
    ru: 'Урок {{number}} начинается раньше, чем кончился предыдущий.',
    en: 'Lesson {{number}} begins before the one before has ended.',
  },
  'bells.fault_number': {
    bg: 'Номерата трябва да растат.',
    ru: 'Номера должны возрастать.',
    en: 'The numbers must grow.',
  },
  'problem.periods_overlap': {
    bg: 'Часовете се застъпват или номерата не растат.',
    ru: 'Уроки пересекаются, или номера не возрастают.',
    en: 'Lessons overlap, or their numbers do not grow.',
  },
  'subjects.one': { bg: 'Предмет', ru: 'Предмет', en: 'Subject' },
  'subjects.add': { bg: 'Нов предмет', ru: 'Новый предмет', en: 'New subject' },
  'subjects.none': { bg: 'Още няма предмети', ru: 'Предметов ещё нет', en: 'There are no subjects yet' },
  'subjects.hint': {
    bg: 'Предметите, от които се съставят седмичните разписания. Внасянето на разписание добавя новите само.',
    ru: 'Предметы, из которых составляют расписания. При загрузке расписания новые добавляются сами.',
    en: 'The subjects that timetables are made of. Bringing in a timetable adds new ones by itself.',
  },
  'subjects.name_hint': { bg: 'Както в дневника', ru: 'Как в журнале', en: 'As in the register' },
  'subjects.code_hint': {
    bg: 'Кратко, остава завинаги: МАТ',
    ru: 'Кратко, навсегда: МАТ',
    en: 'Short, and for ever: МАТ',
  },
  'subjects.remove': { bg: 'Махни предмета', ru: 'Убрать предмет', en: 'Take the subject out' },
  'subjects.remove_question': {
    bg: 'Маха се само предмет, който не е в никое разписание.',
    ru: 'Убрать можно только предмет, которого нет ни в одном расписании.',
    en: 'Only a subject that no timetable names can be taken out.',
  },
} satisfies Dictionary;
