import type { RefusalCode } from './codes.ts';
import type { Refusal, RefusalText, RefusalTone } from './refusal.ts';

const text = (first: string, second: string, long: string): RefusalText => ({
  display: [first, second],
  long,
});

const refusal = (tone: RefusalTone, bg: RefusalText, ru: RefusalText, en: RefusalText): Refusal => ({
  tone,
  text: { bg, ru, en },
});

/** What each refusal says and how it looks and sounds. */
export const REFUSALS: Readonly<Record<RefusalCode, Refusal>> = {
  card_unknown: refusal(
    'call',
    text('Непозната карта', 'Ела при охраната', 'Тази карта не е от нашето училище. Покажи я на охраната.'),
    text('Карта незнакома', 'Подойди к охране', 'Эта карта не из нашей школы. Покажи её охраннику.'),
    text('Unknown card', 'See the guard', 'This card is not from our school. Show it to the guard.'),
  ),
  card_unreadable: refusal(
    'wait',
    text('Не се чете', 'Допри я отново', 'Картата не се прочете. Допри я пак и изчакай сигнала.'),
    text('Не читается', 'Приложи снова', 'Карта не прочиталась. Приложи её ещё раз и дождись сигнала.'),
    text('Cannot read it', 'Tap once more', 'The card could not be read. Tap again and wait for the beep.'),
  ),
  keypad_unused: refusal(
    'stop',
    text('Без код', 'Допри картата', 'Тук не се въвежда код. Допри картата си.'),
    text('Код не нужен', 'Приложи карту', 'Здесь код не вводят. Приложи свою карту.'),
    text('No code here', 'Tap your card', 'No code is entered here. Tap your card.'),
  ),
  phone_random_uid: refusal(
    'stop',
    text('Това е телефон', 'Допри картата', 'Телефонът не може да отвори. Използвай картата си.'),
    text('Это телефон', 'Приложи карту', 'Телефон не открывает проход. Приложи свою карту.'),
    text('This is a phone', 'Use your card', 'A phone cannot open the gate. Use your card.'),
  ),
  card_blocked: refusal(
    'call',
    text('Спряна карта', 'Ела при охраната', 'Тази карта е спряна. Охраната ще ти помогне.'),
    text('Отключена', 'Подойди к охране', 'Эта карта отключена. Охранник тебе поможет.'),
    text('Card is blocked', 'See the guard', 'This card is blocked. The guard will help you.'),
  ),
  card_lost: refusal(
    'call',
    text('Изгубена карта', 'Дай на охраната', 'Някой е изгубил тази карта. Моля, дай я на охраната.'),
    text('Карта потеряна', 'Отдай её охране', 'Кто-то потерял эту карту. Пожалуйста, отдай её охраннику.'),
    text('A lost card', 'Give it to guard', 'Somebody lost this card. Please give it to the guard.'),
  ),
  card_not_yet_valid: refusal(
    'stop',
    text('Още не важи', 'Питай охраната', 'Тази карта още не важи. Попитай охраната от кога.'),
    text('Пока не работает', 'Спроси охрану', 'Эта карта ещё не действует. Спроси охранника, с какого дня.'),
    text('Not valid yet', 'Ask the guard', 'This card is not valid yet. Ask the guard from when it is.'),
  ),
  card_expired: refusal(
    'call',
    text('Картата изтече', 'Ела при охраната', 'Срокът на картата е минал. Охраната ще ти помогне.'),
    text('Срок карты истёк', 'Подойди к охране', 'Срок карты закончился. Охранник тебе поможет.'),
    text('Card has expired', 'See the guard', 'This card has expired. The guard will help you.'),
  ),
  card_used_up: refusal(
    'call',
    text('Няма влизания', 'Ела при охраната', 'С тази карта вече не може да се влиза. Върни я на охраната.'),
    text('Входы кончились', 'Подойди к охране', 'По этой карте больше нельзя войти. Верни её охраннику.'),
    text('No entries left', 'See the guard', 'This card has no entries left. Give it back to the guard.'),
  ),
  not_enrolled: refusal(
    'call',
    text('Друго училище', 'Ела при охраната', 'Картата ти е за друго училище. Охраната ще ти помогне.'),
    text('Другая школа', 'Подойди к охране', 'Твоя карта от другой школы. Охранник тебе поможет.'),
    text('Another school', 'See the guard', 'Your card is for another school. The guard will help you.'),
  ),
  outside_schedule: refusal(
    'stop',
    text(
      'Сега е затворено',
      'Ела по-късно',
      'По това време картата ти не отваря. Ела в своето време или питай охраната.',
    ),
    text(
      'Сейчас закрыто',
      'Приходи позже',
      'В это время твоя карта не открывает. Приходи в своё время или спроси охранника.',
    ),
    text(
      'Closed now',
      'Come back later',
      'Your card does not open at this hour. Come at your time or ask the guard.',
    ),
  ),
  holiday: refusal(
    'stop',
    text('Днес е почивка', 'Питай охраната', 'Днес няма училище. Ако трябва да влезеш, питай охраната.'),
    text('Выходной', 'Спроси охрану', 'Сегодня нет уроков. Если нужно войти, спроси охранника.'),
    text('No school today', 'Ask the guard', 'There is no school today. If you must come in, ask the guard.'),
  ),
  lane_not_allowed: refusal(
    'stop',
    text('Не е твоят вход', 'Иди на другия', 'Оттук не можеш да минеш. Иди на другия вход.'),
    text('Не твой вход', 'Иди к другому', 'Здесь тебе нельзя пройти. Иди к другому входу.'),
    text('Not your gate', 'Use another one', 'You cannot pass here. Go to another gate.'),
  ),
  direction_not_allowed: refusal(
    'stop',
    text('Сега не може', 'Питай охраната', 'Сега не можеш да минеш в тази посока. Питай охраната.'),
    text('Сейчас нельзя', 'Спроси охрану', 'Сейчас в эту сторону нельзя. Спроси охранника.'),
    text('Not this way now', 'Ask the guard', 'You cannot go this way now. Ask the guard.'),
  ),
  passback: refusal(
    'call',
    text('Вече е минато', 'Ела при охраната', 'С тази карта вече е минато. Ако не си ти, кажи на охраната.'),
    text('Уже проходили', 'Подойди к охране', 'По этой карте уже прошли. Если это не ты, скажи охраннику.'),
    text(
      'Already passed',
      'See the guard',
      'This card has already passed. If it was not you, tell the guard.',
    ),
  ),
  passback_wait: refusal(
    'wait',
    text('Току-що мина', 'Изчакай малко', 'С тази карта току-що е минато. Изчакай малко и опитай пак.'),
    text(
      'Проход уже был',
      'Подожди немного',
      'По этой карте только что прошли. Подожди немного и попробуй снова.',
    ),
    text('Just passed', 'Wait a little', 'This card has just passed. Wait a little and try again.'),
  ),
  building_full: refusal(
    'wait',
    text('Вътре е пълно', 'Изчакай малко', 'Вътре има твърде много хора. Изчакай някой да излезе.'),
    text('Внутри полно', 'Подожди немного', 'Внутри слишком много людей. Подожди, пока кто-то выйдет.'),
    text('It is full', 'Wait a little', 'Too many people are inside. Wait until somebody leaves.'),
  ),
  second_card_needed: refusal(
    'wait',
    text('Още една карта', 'на придружител', 'Сега твоят придружител трябва да допре своята карта.'),
    text('Ещё одна карта', 'взрослого', 'Теперь взрослый, который с тобой, должен приложить свою карту.'),
    text('One more card', 'of your escort', 'Now the adult with you has to tap too.'),
  ),
  second_card_refused: refusal(
    'stop',
    text('Не тази карта', 'Викни възрастен', 'Тази карта не може да придружава. Повикай възрастен.'),
    text('Не эта карта', 'Позови взрослого', 'Эта карта не подходит. Позови взрослого.'),
    text('Not this card', 'Call an adult', 'This card cannot escort you. Call an adult.'),
  ),
  lane_busy: refusal(
    'wait',
    text('Заето', 'Изчакай и допри', 'Някой минава. Изчакай и допри картата пак.'),
    text('Занято', 'Подожди', 'Кто-то проходит. Подожди и приложи карту ещё раз.'),
    text('Busy', 'Wait, tap again', 'Somebody is passing. Wait and tap again.'),
  ),
  lane_blocked: refusal(
    'stop',
    text('Тук не се минава', 'Иди на другия', 'Сега оттук не се минава в тази посока. Иди на друг вход.'),
    text('Прохода нет', 'Иди к другому', 'Сейчас здесь нельзя пройти в эту сторону. Иди к другому входу.'),
    text('No way here now', 'Use another one', 'This gate is closed in this direction now. Use another one.'),
  ),
  lockdown: refusal(
    'call',
    text('Всичко спряно', 'Слушай охраната', 'Входовете са заключени. Слушай какво казва охраната.'),
    text('Всё закрыто', 'Слушай охрану', 'Все входы закрыты. Слушай, что говорит охранник.'),
    text('All is locked', 'Listen to guard', 'All gates are locked. Listen to the guard.'),
  ),
  lane_out_of_service: refusal(
    'stop',
    text('Не работи', 'Иди на другия', 'Този вход не работи. Иди на другия.'),
    text('Не работает', 'Иди к другому', 'Этот вход не работает. Иди к другому.'),
    text('Out of order', 'Use another one', 'This gate does not work. Use another one.'),
  ),
  passage_unclear: refusal(
    'wait',
    text('Не те видяхме', 'Още тук? Допри', 'Не видяхме дали мина. Ако още си тук, допри картата пак.'),
    text(
      'Не увидели тебя',
      'Ты тут? Приложи',
      'Мы не увидели, прошёл ли ты. Если ты ещё здесь, приложи карту снова.',
    ),
    text(
      'Did not see you',
      'Here? Tap again',
      'We did not see if you passed. If you are still here, tap again.',
    ),
  ),
  stale_read: refusal(
    'wait',
    text('Допри пак', 'картата', 'Картата беше допряна отдавна. Допри я пак.'),
    text('Приложи карту', 'ещё раз', 'Карту приложили слишком давно. Приложи её ещё раз.'),
    text('Tap once more', '', 'The card was tapped too long ago. Tap again.'),
  ),
  no_list: refusal(
    'call',
    text('Още не работи', 'Ела при охраната', 'Входът още не познава картите. Охраната ще те пусне.'),
    text('Ещё не готово', 'Подойди к охране', 'Вход ещё не знает карты. Охранник тебя пропустит.'),
    text(
      'Not ready yet',
      'See the guard',
      'This gate does not know any cards yet. The guard will let you in.',
    ),
  ),
};
