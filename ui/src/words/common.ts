import type { Dictionary } from './languages.ts';

/** Words that every page of Vratar uses. */
export const commonWords = {
  'common.loading': { bg: 'Зареждане…', ru: 'Загрузка…', en: 'Loading…' },
  'common.retry': { bg: 'Опитай отново', ru: 'Повторить', en: 'Try again' },
  'common.cancel': { bg: 'Отказ', ru: 'Отмена', en: 'Cancel' },
  'common.error': { bg: 'Нещо не се получи', ru: 'Что-то не получилось', en: 'Something went wrong' },
  'list.more': { bg: 'Покажи още', ru: 'Показать ещё', en: 'Show more' },
  'common.language': { bg: 'Език', ru: 'Язык', en: 'Language' },
  'age.now': { bg: 'на живо', ru: 'сейчас', en: 'live' },
  'age.seconds_one': {
    bg: 'преди {{count}} секунда',
    ru: '{{count}} секунду назад',
    en: '{{count}} second ago',
  },
  'age.seconds_few': {
    bg: 'преди {{count}} секунди',
    ru: '{{count}} секунды назад',
    en: '{{count}} seconds ago',
  },
  'age.seconds_many': {
    bg: 'преди {{count}} секунди',
    ru: '{{count}} секунд назад',
    en: '{{count}} seconds ago',
  },
  'age.seconds_other': {
    bg: 'преди {{count}} секунди',
    ru: '{{count}} секунды назад',
    en: '{{count}} seconds ago',
  },
  'age.minutes_one': {
    bg: 'преди {{count}} минута',
    ru: '{{count}} минуту назад',
    en: '{{count}} minute ago',
  },
  'age.minutes_few': {
    bg: 'преди {{count}} минути',
    ru: '{{count}} минуты назад',
    en: '{{count}} minutes ago',
  },
  'age.minutes_many': {
    bg: 'преди {{count}} минути',
    ru: '{{count}} минут назад',
    en: '{{count}} minutes ago',
  },
  'age.minutes_other': {
    bg: 'преди {{count}} минути',
    ru: '{{count}} минуты назад',
    en: '{{count}} minutes ago',
  },
  'age.since': { bg: 'от {{time}}', ru: 'с {{time}}', en: 'since {{time}}' },
  'live.connected': { bg: 'Връзката е жива', ru: 'Связь есть', en: 'Connected' },
  'live.lost': {
    bg: 'Няма връзка. Показаното е отпреди прекъсването.',
    ru: 'Нет связи. Показаны данные до обрыва.',
    en: 'Connection lost. What you see is from before.',
  },
} satisfies Dictionary;
