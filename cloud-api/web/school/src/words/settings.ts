import type { Dictionary } from '@vratar/ui';

/** Words of the page of limits and budgets. */
export const settingWords = {
  'app.settings': { bg: 'Прагове', ru: 'Пороги', en: 'Limits' },
  'settings.risk': { bg: 'Ученици в риск', ru: 'Группа риска', en: 'Pupils at risk' },
  'settings.risk.hint': {
    bg: 'Над толкова отсъствия от началото на учебната година ученикът е в селекцията.',
    ru: 'Ученик попадает в выборку, если с начала учебного года пропустил больше.',
    en: 'More absences than this since the school year began put a pupil into the selection.',
  },
  'settings.dropout': {
    bg: 'Отпадащи (както в НЕИСПУО)',
    ru: 'Отсев (как в НЕИСПУО)',
    en: 'Dropping out (as in НЕИСПУО)',
  },
  'settings.dropout.hint': {
    bg: 'НЕИСПУО брои над 5,0 часа и над 3 дни. Променяйте само ако правилото се промени.',
    ru: 'НЕИСПУО считает более 5,0 часа и более 3 дней. Меняйте, только если изменится правило.',
    en: 'НЕИСПУО counts more than 5.0 hours and more than 3 days. Change it only when the rule changes.',
  },
  'settings.family': { bg: 'Отсъствия по семейни причини', ru: 'По семейным причинам', en: 'Family reasons' },
  'settings.family.hint': {
    bg: 'Учебни дни, които родителят може да извини с мотивирано заявление (чл. 62).',
    ru: 'Учебные дни, которые родитель может объяснить заявлением (чл. 62).',
    en: 'School days that a parent may excuse by a motivated request (чл. 62).',
  },
  'settings.riskTotal': {
    bg: 'Общо, над (часа)',
    ru: 'Всего, более (часов)',
    en: 'Total, more than (hours)',
  },
  'settings.riskUnexcused': {
    bg: 'Неизвинени, над (часа)',
    ru: 'Без уважительной, более (часов)',
    en: 'Unexcused, more than (hours)',
  },
  'settings.riskUnexcusedPreschool': {
    bg: 'Предучилищна, над (дни)',
    ru: 'Дошкольники, более (дней)',
    en: 'Preschool, more than (days)',
  },
  'settings.dropoutUnexcused': {
    bg: 'Неизвинени, над (часа)',
    ru: 'Без уважительной, более (часов)',
    en: 'Unexcused, more than (hours)',
  },
  'settings.dropoutUnexcusedPreschool': {
    bg: 'Предучилищна, над (дни)',
    ru: 'Дошкольники, более (дней)',
    en: 'Preschool, more than (days)',
  },
  'settings.familyDaysPerYear': { bg: 'Дни за година', ru: 'Дней в год', en: 'Days a year' },
  'settings.familyDaysAtOnce': { bg: 'Дни наведнъж', ru: 'Дней подряд', en: 'Days at once' },
  'settings.familyDaysPerYearPreschool': {
    bg: 'Предучилищни, дни за година',
    ru: 'Дошкольники, дней в год',
    en: 'Preschool, days a year',
  },
  'settings.default': {
    bg: 'По подразбиране: {{value}}',
    ru: 'По умолчанию: {{value}}',
    en: 'By default: {{value}}',
  },
  'settings.save': { bg: 'Запази', ru: 'Сохранить', en: 'Save' },
  'settings.read_only': {
    bg: 'Променя ги директорът или който подписва вместо него.',
    ru: 'Их меняет директор или тот, кто подписывает за него.',
    en: 'The principal changes them, or who signs in the principal’s place.',
  },
  'settings.changed': { bg: 'Променени:', ru: 'Изменено:', en: 'Changed:' },
} satisfies Dictionary;
