import type { ReportLanguage, Words } from './table.ts';

const WORDS = {
  name: { bg: 'Име', ru: 'Имя', en: 'Name' },
  class: { bg: 'Клас', ru: 'Класс', en: 'Class' },
  excused: { bg: 'Извинени', ru: 'По уважительной', en: 'Excused' },
  unexcused: { bg: 'Неизвинени', ru: 'Без уважительной', en: 'Unexcused' },
  late: { bg: 'Закъснения', ru: 'Опоздания', en: 'Late' },
  review: { bg: 'За решаване', ru: 'К решению', en: 'To decide' },
  total: { bg: 'Общо', ru: 'Всего', en: 'Total' },
  reason: { bg: 'Основание', ru: 'Основание', en: 'Reason' },
  at_risk: { bg: 'Ученици в риск', ru: 'Ученики в группе риска', en: 'Pupils at risk' },
  register: {
    bg: 'Месечна справка на класа',
    ru: 'Месячный отчёт класса',
    en: 'Class register of the month',
  },
  risk_total: { bg: 'общо над прага', ru: 'всего выше порога', en: 'total above the limit' },
  risk_unexcused: {
    bg: 'неизвинени над прага',
    ru: 'без уважительной выше порога',
    en: 'unexcused above the limit',
  },
} satisfies Readonly<Record<string, Words>>;

export type ReportWord = keyof typeof WORDS;

export const word = (key: ReportWord, language: ReportLanguage): string => WORDS[key][language];
