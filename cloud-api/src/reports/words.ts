import type { ReportLanguage, Words } from './table.ts';

const WORDS = {
  name: { bg: 'Име', ru: 'Имя', en: 'Name' },
  class: { bg: 'Клас', ru: 'Класс', en: 'Class' },
  date: { bg: 'Дата', ru: 'Дата', en: 'Date' },
  came: { bg: 'Влязъл', ru: 'Пришёл', en: 'Came' },
  left: { bg: 'Излязъл', ru: 'Ушёл', en: 'Left' },
  inside: { bg: 'В училище', ru: 'В школе', en: 'In school' },
  sum: { bg: 'Общо', ru: 'Итого', en: 'Total' },
  excused: { bg: 'Извинени', ru: 'Уважит.', en: 'Excused' },
  unexcused: { bg: 'Неизвинени', ru: 'Неуважит.', en: 'Unexcused' },
  late: { bg: 'Закъснения', ru: 'Опоздания', en: 'Late' },
  review: { bg: 'За решаване', ru: 'К решению', en: 'To decide' },
  short_excused: { bg: 'Изв.', ru: 'Ув.', en: 'Exc.' },
  short_unexcused: { bg: 'Неизв.', ru: 'Неув.', en: 'Unex.' },
  short_late: { bg: 'Зак.', ru: 'Оп.', en: 'Late' },
  short_review: { bg: '?', ru: '?', en: '?' },
  total: { bg: 'Общо', ru: 'Всего', en: 'Total' },
  reason: { bg: 'Основание', ru: 'Основание', en: 'Reason' },
  carried: { bg: 'От друго училище', ru: 'Из другой школы', en: 'From another school' },
  remarks: { bg: 'Бележки', ru: 'Примечания', en: 'Remarks' },
  unnamed: {
    bg: 'без име (преместен или заличен)',
    ru: 'без имени (переведён или удалён)',
    en: 'no name (moved or erased)',
  },
  made: { bg: 'изготвена', ru: 'составлен', en: 'made' },
  export: { bg: 'Извлечение №', ru: 'Выгрузка №', en: 'Export No.' },
  personal: {
    bg: 'Съдържа лични данни.',
    ru: 'Содержит персональные данные.',
    en: 'Contains personal data.',
  },
  page: { bg: 'стр.', ru: 'стр.', en: 'page' },
  title_month: { bg: 'Отсъствия за месеца', ru: 'Пропуски за месяц', en: 'Absences of the month' },
  title_register: { bg: 'Дневник на класа', ru: 'Журнал класса', en: 'Class register' },
  title_person: { bg: 'Месец на ученика', ru: 'Месяц ученика', en: 'Pupil’s month' },
  title_day: { bg: 'Присъствие за деня', ru: 'Присутствие за день', en: 'Presence of the day' },
  title_week: { bg: 'Присъствие за седмицата', ru: 'Присутствие за неделю', en: 'Presence of the week' },
  title_at_risk: { bg: 'Ученици в риск', ru: 'Ученики в группе риска', en: 'Pupils at risk' },
  title_dropout: {
    bg: 'Застрашени от отпадане',
    ru: 'Под угрозой отчисления',
    en: 'Pupils at risk of dropping out',
  },
  risk_total: { bg: 'общо над прага', ru: 'всего выше порога', en: 'total above the limit' },
  risk_unexcused: {
    bg: 'неизвинени над прага',
    ru: 'без уважительной причины выше порога',
    en: 'unexcused above the limit',
  },
  risk_dropout: {
    bg: 'застрашен от отпадане (НЕИСПУО)',
    ru: 'под угрозой отчисления (НЕИСПУО)',
    en: 'at risk of dropping out (НЕИСПУО)',
  },
  limits_dropout: {
    bg: 'Прагове: неизвинени над {unexcused} ч., за предучилищна възраст над {preschool} дни, от началото на учебната година. Броени са и отсъствията от други училища.',
    ru: 'Пороги: без уважительной причины более {unexcused} ч., для дошкольных групп более {preschool} дней, с начала учебного года. Учтены и пропуски в других школах.',
    en: 'Limits: more than {unexcused} unexcused hours, in preschool more than {preschool} days, since the school year began. Absences at other schools are counted, too.',
  },
  limits: {
    bg: 'Прагове: общо над {total} ч.; неизвинени над {unexcused} ч., за предучилищна възраст над {preschool} дни. Броени са и отсъствията от други училища през годината.',
    ru: 'Пороги: всего более {total} ч.; без уважительной причины более {unexcused} ч., для дошкольных групп более {preschool} дней. Учтены и пропуски в других школах за год.',
    en: 'Limits: more than {total} hours in total; more than {unexcused} unexcused, in preschool more than {preschool} days. Absences at other schools this year are counted, too.',
  },
  lesson_present: { bg: '+ присъства', ru: '+ присутствовал', en: '+ present' },
  lesson_left_early: { bg: '± излязъл по-рано', ru: '± ушёл раньше', en: '± left early' },
  lesson_late: {
    bg: 'з закъснял (0,5)',
    ru: 'о опоздал (0,5)',
    en: 'L late (0.5)',
  },
  lesson_absent: { bg: 'н неизвинено', ru: 'н неуважительная', en: 'A unexcused' },
  lesson_excused: { bg: 'и извинено', ru: 'у уважительная', en: 'E excused' },
  lesson_unknown: { bg: '? да се реши', ru: '? решить', en: '? to decide' },
  lesson_suspended: { bg: 'х отменен (пожар)', ru: 'х отменён (пожар)', en: 'x suspended (fire)' },
  lesson_not_tracked: { bg: '– не се следи', ru: '– не ведётся', en: '– not tracked' },
  lesson_gate_unused: { bg: '= без турникет', ru: '= без турникета', en: '= gate not used' },
  lesson_pending: { bg: '… предстои', ru: '… впереди', en: '… to come' },
  grid_unexcused: {
    bg: '2,5 = неизвинени часове (закъснение 0,5)',
    ru: '2,5 = часы без уважительной причины (опоздание 0,5)',
    en: '2.5 = unexcused hours (a lateness is 0.5)',
  },
  grid_excused: { bg: '(2) = извинени часове', ru: '(2) = уважительные часы', en: '(2) = excused hours' },
  grid_review: { bg: '1? = часове за решаване', ru: '1? = часы к решению', en: '1? = hours to decide' },
  grid_present: { bg: '· = присъства', ru: '· = присутствовал', en: '· = present' },
  doubtful: {
    bg: '? = не може да се каже със сигурност по записите от лентите',
    ru: '? = по записям с проходов нельзя сказать точно',
    en: '? = the gate cannot say for certain',
  },
  unsettled: {
    bg: '* = денят още не е приключен',
    ru: '* = день ещё не завершён',
    en: '* = the day is not over yet',
  },
  flag_passback_suspected: { bg: 'двойно чекиране', ru: 'двойной проход', en: 'passed twice' },
  flag_stale_grant: { bg: 'отнета карта', ru: 'отозванная карта', en: 'revoked card' },
  flag_transit_bridged: { bg: 'между сгради', ru: 'между зданиями', en: 'between buildings' },
  excused_day: { bg: 'извинен за деня', ru: 'освобождён на день', en: 'excused for the day' },
} satisfies Readonly<Record<string, Words>>;

export type ReportWord = keyof typeof WORDS;

/** A word in a language; `{name}` in it stands for a parameter. */
export function word(
  key: ReportWord,
  language: ReportLanguage,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return WORDS[key][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
