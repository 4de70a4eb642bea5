import type { Dictionary } from '@vratar/ui';

/** What can go wrong at the desk, by its code. */
export const problemWords = {
  'problem.card_number_invalid': {
    bg: 'Това не е номер на карта. Телефоните сменят номера си при всяко докосване и не стават.',
    ru: 'Это не номер карты. Телефоны меняют номер при каждом касании и не подходят.',
    en: 'This is no card’s number. Phones change theirs at each tap and cannot be used.',
  },
  'problem.card_one_each': {
    bg: 'Човекът вече има карта. Заменете я или я приемете обратно.',
    ru: 'У человека уже есть карта. Замените её или примите обратно.',
    en: 'The person has a card already. Replace it or take it back.',
  },
  'problem.card_not_in_stock': {
    bg: 'Картата не е в наличност.',
    ru: 'Карта не в запасе.',
    en: 'The card is not in the stock.',
  },
  'problem.card_not_issued': {
    bg: 'Картата не е у никого.',
    ru: 'Карта ни у кого не находится.',
    en: 'The card is in nobody’s hands.',
  },
  'problem.card_not_blocked': {
    bg: 'Картата не е блокирана.',
    ru: 'Карта не заблокирована.',
    en: 'The card is not blocked.',
  },
  'problem.card_pass_only_person': {
    bg: 'Семейството е отказало обработване на данни: издайте карта без име, срещу подпис.',
    ru: 'Семья отказалась от обработки данных: выдайте карту без имени, под подпись.',
    en: 'The family refused the processing of data: issue a card without a name, signed for.',
  },
  'problem.card_needs_signature': {
    bg: 'За тази карта се подписва в дневника.',
    ru: 'За эту карту расписываются в журнале.',
    en: 'This card is signed for in the journal.',
  },
  'problem.card_needs_end': {
    bg: 'Кажете до кога важи.',
    ru: 'Укажите, до какого срока действует.',
    en: 'Say until when it is valid.',
  },
  'problem.card_held_then': {
    bg: 'По това време картата е била у друг.',
    ru: 'В это время карта была у другого.',
    en: 'Somebody else had the card at that time.',
  },
  'problem.card_unknown_here': {
    bg: 'Училището няма такава карта.',
    ru: 'У школы нет такой карты.',
    en: 'The school has no such card.',
  },
  'problem.card_known': {
    bg: 'Картата вече е в мрежата.',
    ru: 'Карта уже есть в сети.',
    en: 'The card is in the network already.',
  },
  'problem.period_past': {
    bg: 'Този час вече е минал.',
    ru: 'Это время уже прошло.',
    en: 'This time is over.',
  },
  'problem.person_not_here': {
    bg: 'Човекът не е в регистрите на училището.',
    ru: 'Этого человека нет в реестрах школы.',
    en: 'The person is not in the registers of this school.',
  },
  'problem.register_unknown': {
    bg: 'Училището няма такава карта.',
    ru: 'У школы нет такой карты.',
    en: 'The school has no such card.',
  },
} satisfies Dictionary;
