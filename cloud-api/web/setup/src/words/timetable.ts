import type { Dictionary } from '@vratar/ui';

/** Words about timetables. */
export const timetableWords = {
  'timetable.of': { bg: 'Разписание на {{class}}', ru: 'Расписание {{class}}', en: 'Timetable of {{class}}' },
  'timetable.of_from': {
    bg: 'Разписание на {{class}} от {{day}}',
    ru: 'Расписание {{class}} с {{day}}',
    en: 'Timetable of {{class}} from {{day}}',
  },
  'timetable.of_on': {
    bg: 'Разписание на {{class}} само на {{day}}',
    ru: 'Расписание {{class}} только на {{day}}',
    en: 'Timetable of {{class}} on {{day}} only',
  },
  'timetable.change': { bg: 'Ново разписание', ru: 'Новое расписание', en: 'New timetable' },
  'timetable.import': { bg: 'Внасяне от файл', ru: 'Загрузка из файла', en: 'Bring in a file' },
  'timetable.none': { bg: 'Още няма разписание', ru: 'Расписания ещё нет', en: 'There is no timetable yet' },
  'timetable.none_hint': {
    bg: 'Съставете го тук или го внесете от файл за всички класове наведнъж.',
    ru: 'Составьте его здесь или загрузите файлом сразу для всех классов.',
    en: 'Make it here, or bring in a file for all classes at once.',
  },
  'timetable.versions': {
    bg: 'Кое от кога важи',
    ru: 'Что с какого дня действует',
    en: 'What holds from when',
  },
  'timetable.lessons_one': {
    bg: '{{count}} час седмично',
    ru: '{{count}} урок в неделю',
    en: '{{count}} lesson a week',
  },
  'timetable.lessons_few': {
    bg: '{{count}} часа седмично',
    ru: '{{count}} урока в неделю',
    en: '{{count}} lessons a week',
  },
  'timetable.lessons_many': {
    bg: '{{count}} часа седмично',
    ru: '{{count}} уроков в неделю',
    en: '{{count}} lessons a week',
  },
  'timetable.lessons_other': {
    bg: '{{count}} часа седмично',
    ru: '{{count}} урока в неделю',
    en: '{{count}} lessons a week',
  },
  'timetable.week': { bg: 'Седмицата на класа', ru: 'Неделя класса', en: 'The week of the class' },
  'timetable.no_lessons': { bg: 'няма часове', ru: 'уроков нет', en: 'no lessons' },
  'timetable.without_bell': {
    bg: 'В разписанието има часове извън дневния режим: {{hours}}. Допълнете дневния режим на смяната или преместете часовете.',
    ru: 'В расписании есть уроки без звонка: {{hours}}. Дополните звонки смены или переставьте уроки.',
    en: 'The timetable has lessons without a bell: {{hours}}. Add them to the bells of the shift, or move the lessons.',
  },
  'timetable.only': { bg: 'само в този ден', ru: 'только в этот день', en: 'on that day only' },
  'timetable.copy': { bg: 'Започни от', ru: 'Начать с', en: 'Begin with' },
  'timetable.copy_which': { bg: 'друго разписание', ru: 'другого расписания', en: 'another timetable' },
  'timetable.of_this_class': { bg: 'На този клас', ru: 'Этого класса', en: 'Of this class' },
  'timetable.of_others': { bg: 'На друг клас', ru: 'Другого класса', en: 'Of another class' },
  'timetable.hour': {
    bg: '{{weekday}}, час {{period}}',
    ru: '{{weekday}}, урок {{period}}',
    en: '{{weekday}}, lesson {{period}}',
  },
  'timetable.details': { bg: 'Подробно', ru: 'Подробно', en: 'Details' },
  'timetable.subject': { bg: 'Предмет', ru: 'Предмет', en: 'Subject' },
  'timetable.teacher': { bg: 'Учител', ru: 'Учитель', en: 'Teacher' },
  'timetable.group': { bg: 'Група', ru: 'Группа', en: 'Group' },
  'timetable.weeks': { bg: 'Седмици', ru: 'Недели', en: 'Weeks' },
  'timetable.add_part': { bg: 'Още една група', ru: 'Ещё группа', en: 'One more group' },
  'timetable.done': { bg: 'Готово', ru: 'Готово', en: 'Done' },
  'weeks.all': { bg: 'всички', ru: 'все', en: 'all' },
  'weeks.odd': { bg: 'нечетни', ru: 'нечётные', en: 'odd' },
  'weeks.even': { bg: 'четни', ru: 'чётные', en: 'even' },
} satisfies Dictionary;
