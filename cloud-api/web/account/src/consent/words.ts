import type { Dictionary } from '@vratar/ui';

/** What a family agrees to and refuses, in its own account. */
export const consentWords = {
  'own.consent': { bg: 'Моите данни', ru: 'Мои данные', en: 'My data' },
  'consent.title': { bg: 'Обработване на данни', ru: 'Обработка данных', en: 'Processing of data' },
  'consent.text_child': {
    bg: 'Училището води присъствието на детето по преминаванията с карта, а вие виждате деня му. Може да откажете: тогава детето получава карта без име, която отваря както всяка друга, но не е свързана с никого; присъствието отбелязва учителят, а вие не виждате деня.',
    ru: 'Школа ведёт учёт по проходам с картой, а вы видите день ребёнка. Вы можете отказаться: тогда ребёнок получит карту без имени, которая открывает как любая другая, но ни с кем не связана; посещение отмечает учитель, а день вы не видите.',
    en: 'The school keeps attendance by the passages of the card, and you see the child’s day. You can refuse: the child then gets a card without a name, which opens as any other and is bound to nobody; the teacher marks attendance, and you do not see the day.',
  },
  'consent.text_self': {
    bg: 'Училището води присъствието ти по преминаванията с карта. От 14 години решаваш ти: може да откажеш и да получиш карта без име, която отваря както всяка друга, но не е свързана с никого; присъствието отбелязва учителят.',
    ru: 'Школа ведёт учёт по твоим проходам с картой. С 14 лет решаешь ты: можно отказаться и получить карту без имени, которая открывает как любая другая, но ни с кем не связана; посещение отмечает учитель.',
    en: 'The school keeps attendance by the passages of your card. From 14 on you decide: you can refuse and get a card without a name, which opens as any other and is bound to nobody; the teacher marks attendance.',
  },
  'consent.nothing': {
    bg: 'Още нищо не е подписано.',
    ru: 'Пока ничего не подписано.',
    en: 'Nothing has been signed yet.',
  },
  'consent.agreed_on': { bg: 'Съгласие от {{day}}', ru: 'Согласие от {{day}}', en: 'Agreed on {{day}}' },
  'consent.refused_on': { bg: 'Отказ от {{day}}', ru: 'Отказ от {{day}}', en: 'Refused on {{day}}' },
  'consent.online': { bg: 'в профила', ru: 'в кабинете', en: 'in the account' },
  'consent.on_paper': { bg: 'на хартия', ru: 'на бумаге', en: 'on paper' },
  'consent.agree': { bg: 'Съгласявам се', ru: 'Согласие', en: 'Agree' },
  'consent.refuse': { bg: 'Отказвам', ru: 'Отказ', en: 'Refuse' },
  'consent.keep': { bg: 'Оставам както досега', ru: 'Оставить как есть', en: 'Keep it as it is' },
  'consent.withdraw': { bg: 'Оттеглям съгласието', ru: 'Отозвать согласие', en: 'Withdraw' },
  'consent.refuse_question': {
    bg: 'Щом картата с името бъде върната, присъствие по нея не се води и денят не се вижда. Вратата отваря с карта без име, която отговорникът за картите дава срещу подпис.',
    ru: 'Как только именная карта будет возвращена, учёт по ней не ведётся и день не виден. Дверь открывает карта без имени, её выдаёт под подпись ответственный за карты.',
    en: 'Once the card with the name is back, no attendance is kept by it and the day is not shown. The gate opens with a card without a name, which the card officer hands out against a signature.',
  },
  'consent.card_title': {
    bg: 'Остава да смените картата',
    ru: 'Осталось обменять карту',
    en: 'The card is still to be exchanged',
  },
  'consent.card_text': {
    bg: 'Отказът важи, щом картата с името бъде върната на отговорника за картите; дотогава тя отваря както преди.',
    ru: 'Отказ начнёт действовать, когда именная карта вернётся к ответственному за карты; до этого она открывает как прежде.',
    en: 'The refusal takes effect when the card with the name is back with the card officer; until then it opens as before.',
  },
} satisfies Dictionary;
