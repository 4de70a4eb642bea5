import type { Dictionary } from '@vratar/ui';

/** Words of the thresholds of a month. */
export const alertWords = {
  'app.alerts': { bg: 'Предупреждения', ru: 'Предупреждения', en: 'Alerts' },
  'alerts.hint': {
    bg: 'Неизвинени отсъствия за месеца, заедно с други училища: 3, 4,5 и 5 часа (предучилищни групи: 2, 3 и повече от 3 дни). На последния праг семейните помощи спират за година.',
    ru: 'Пропуски без уважительной причины за месяц, вместе с другими школами: 3, 4,5 и 5 часов (дошкольные группы: 2, 3 и больше 3 дней). На последнем пороге семейное пособие прекращается на год.',
    en: 'Unexcused absences of the month, with those at other schools: 3, 4.5 and 5 hours (preschool: 2, 3 and more than 3 days). At the last one family aid stops for a year.',
  },
  'alerts.none': {
    bg: 'Никой не е стигнал праг',
    ru: 'Порогов никто не достиг',
    en: 'Nobody has reached a threshold',
  },
  'alerts.none.hint': {
    bg: 'Броят се само приключили дни.',
    ru: 'Считаются только закончившиеся дни.',
    en: 'Only days that are over count.',
  },
  'alerts.reached': { bg: 'Достигнато', ru: 'Достигнуто', en: 'Reached' },
  'alerts.now': { bg: 'Сега', ru: 'Сейчас', en: 'Now' },
  'alerts.less': {
    bg: 'без другите училища и без извиненото оттогава',
    ru: 'без других школ и без того, что с тех пор признано уважительным',
    en: 'without other schools, and without what was excused since',
  },
} satisfies Dictionary;
