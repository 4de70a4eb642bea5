import type { Dictionary } from '@vratar/ui';

/** Words about classes. */
export const classWords = {
  'classes.class': { bg: 'Клас', ru: 'Класс', en: 'Class' },
  'classes.name': { bg: 'Име', ru: 'Название', en: 'Name' },
  'classes.name_hint': { bg: 'Както в дневника: 7а', ru: 'Как в журнале: 7а', en: 'As in the register: 7а' },
  'classes.grade': { bg: 'Клас по НЕИСПУО', ru: 'Класс по НЕИСПУО', en: 'Grade in НЕИСПУО' },
  'classes.grade_hint': {
    bg: '1 до 13; групи в детска градина −6 до −1; предучилищна група 32',
    ru: '1–13; группы детского сада от −6 до −1; предшкольная группа 32',
    en: '1 to 13; kindergarten groups −6 to −1; preschool group 32',
  },
  'classes.add': { bg: 'Нов клас', ru: 'Новый класс', en: 'New class' },
  'classes.none': { bg: 'Още няма класове', ru: 'Классов ещё нет', en: 'There are no classes yet' },
  'classes.no_year': {
    bg: 'Още няма учебна година',
    ru: 'Учебного года ещё нет',
    en: 'There is no school year yet',
  },
  'classes.no_year_hint': {
    bg: 'Добавете я в „Календар“.',
    ru: 'Добавьте его на вкладке «Календарь».',
    en: 'Add it under “Calendar”.',
  },
  'classes.shift': { bg: 'Смяна', ru: 'Смена', en: 'Shift' },
  'classes.teacher': { bg: 'Класен ръководител', ru: 'Классный руководитель', en: 'Homeroom teacher' },
  'classes.new_shift': { bg: 'Нова смяна', ru: 'Новая смена', en: 'New shift' },
  'classes.new_teacher': { bg: 'Нов ръководител', ru: 'Новый руководитель', en: 'New teacher' },
  'classes.nobody': { bg: 'никой', ru: 'никто', en: 'nobody' },
  'classes.not_set': { bg: 'Не е зададено', ru: 'Не назначено', en: 'Not set' },
  'classes.remove': { bg: 'Махни класа', ru: 'Убрать класс', en: 'Take the class out' },
  'classes.remove_question': {
    bg: 'Маха се само клас, в който не е имало ученици, смени или програма.',
    ru: 'Убрать можно только класс, в котором не было учеников, смен и расписания.',
    en: 'Only a class that never had pupils, a shift or a timetable can be taken out.',
  },
} satisfies Dictionary;
