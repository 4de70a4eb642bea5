import type { Dictionary } from '@vratar/ui';

/** Words of the frame: sections, people, roles. */
export const appWords = {
  'app.title': { bg: 'Училище', ru: 'Школа', en: 'School' },
  'app.today': { bg: 'Днес', ru: 'Сегодня', en: 'Today' },
  'app.lessons': { bg: 'Часове', ru: 'Уроки', en: 'Lessons' },
  'app.review': { bg: 'За решаване', ru: 'На решение', en: 'To decide' },
  'app.class': { bg: 'Месец на класа', ru: 'Месяц класса', en: 'Month of the class' },
  'app.month': { bg: 'Месец', ru: 'Месяц', en: 'Month' },
  'app.asp': { bg: 'АСП', ru: 'АСП', en: 'АСП' },
  'app.corrections': { bg: 'Корекции', ru: 'Исправления', en: 'Corrections' },
  'app.close': { bg: 'Затвори', ru: 'Закрыть', en: 'Close' },
  'app.somebody': {
    bg: 'някой без роля тук',
    ru: 'кто-то без роли здесь',
    en: 'somebody without a role here',
  },
  'app.nothing': {
    bg: 'Тук няма нищо за вас',
    ru: 'Здесь для вас ничего нет',
    en: 'There is nothing here for you',
  },
  'app.nothing.hint': {
    bg: 'Тази страница е за учители, за директора и за неговите заместници.',
    ru: 'Эта страница для учителей, директора и его заместителей.',
    en: 'This page is for teachers, the principal and those who stand in for the principal.',
  },
  'app.delegated': {
    bg: 'Работите по пълномощие на директора до {{until}}.',
    ru: 'Вы действуете по поручению директора до {{until}}.',
    en: 'You act for the principal: delegated until {{until}}.',
  },
} satisfies Dictionary;
