import type { Dictionary } from '@vratar/ui';

/** What families agree to and refuse. */
export const consentWords = {
  'consent.title': { bg: 'Обработване на данни', ru: 'Обработка данных', en: 'Processing of data' },
  'consent.enter': { bg: 'Впиши подписан лист', ru: 'Внести подписанный лист', en: 'Enter a signed paper' },
  'consent.question': {
    bg: 'Какво е подписало семейството?',
    ru: 'Что подписала семья?',
    en: 'What did the family sign?',
  },
  'consent.yes': { bg: 'Съгласие', ru: 'Согласие', en: 'Agreement' },
  'consent.yes_text': {
    bg: 'Преминаванията се свързват с ученика: присъствие, деня вижда родителят.',
    ru: 'Проходы связаны с учеником: ведётся учёт, день виден родителям.',
    en: 'Passages are linked to the pupil: attendance is kept, and the parents see the day.',
  },
  'consent.no': { bg: 'Отказ или оттегляне', ru: 'Отказ или отзыв', en: 'Refusal or withdrawal' },
  'consent.no_text': {
    bg: 'Карта без име, срещу подпис: отваря както всяка друга, но не е свързана с никого.',
    ru: 'Карта без имени, под подпись: открывает как любая другая, но ни с кем не связана.',
    en: 'A card without a name, signed for: it opens as any other, and is bound to nobody.',
  },
  'consent.guardian_signs': {
    bg: 'В деня на подписа ученикът е под 14 години: подписва родител или настойник.',
    ru: 'В день подписи ученику нет 14 лет: подписывает родитель или опекун.',
    en: 'On that day the pupil is under 14: a parent or guardian signs.',
  },
  'consent.pupil_signs': {
    bg: 'В деня на подписа ученикът има 14 години: подписва сам.',
    ru: 'В день подписи ученику уже есть 14 лет: подписывает сам ученик.',
    en: 'On that day the pupil is 14 or older: the pupil signs, nobody else.',
  },
  'consent.no_birth_date': {
    bg: 'В регистъра няма дата на раждане; никой не се смята за достатъчно голям без нея.',
    ru: 'В реестре нет даты рождения; без неё никто не считается достаточно взрослым.',
    en: 'The register holds no birth date; without one nobody is taken for old enough.',
  },
  'consent.document': {
    bg: 'Къде се пази листът',
    ru: 'Где хранится лист',
    en: 'Where the paper is kept',
  },
  'consent.close': { bg: 'Затвори', ru: 'Закрыть', en: 'Close' },
  'consent.save': { bg: 'Впиши', ru: 'Внести', en: 'Enter' },
  'consent.nothing': { bg: 'Нищо не е подписано', ru: 'Ничего не подписано', en: 'Nothing has been signed' },
  'consent.nothing_hint': {
    bg: 'Докато никой не откаже, присъствието се води като задължение на училището.',
    ru: 'Пока никто не отказался, учёт ведётся как обязанность школы.',
    en: 'Until somebody refuses, attendance is kept as a duty of the school.',
  },
  'consent.waits': {
    bg: 'Отказът чака картата',
    ru: 'Отказ ждёт карту',
    en: 'The refusal waits for the card',
  },
  'consent.waits_text': {
    bg: 'Приемете обратно картата с името; от този миг присъствие не се води. После издайте карта без име, срещу подпис, за да не остане детето пред вратата.',
    ru: 'Примите обратно именную карту: с этой минуты учёт не ведётся. Затем выдайте карту без имени, под подпись, чтобы ребёнок не остался перед дверью.',
    en: 'Take the card with the name back: from that moment no attendance is kept. Then issue a card without a name, signed for, so that nobody stands before a closed gate.',
  },
  'consent.agreed': { bg: 'съгласие', ru: 'согласие', en: 'agreed' },
  'consent.refused': { bg: 'отказ', ru: 'отказ', en: 'refused' },
  'consent.guardian': { bg: 'родител', ru: 'родитель', en: 'guardian' },
  'consent.pupil': { bg: 'ученикът', ru: 'ученик', en: 'the pupil' },
  'consent.online': { bg: 'в профила си', ru: 'в своём кабинете', en: 'in their own account' },
  'consent.what': { bg: 'Какво', ru: 'Что', en: 'What' },
  'consent.signed': { bg: 'Подписано', ru: 'Подписано', en: 'Signed' },
  'consent.paper': { bg: 'Лист', ru: 'Лист', en: 'Paper' },
  'consent.person': { bg: 'Ученик', ru: 'Ученик', en: 'Pupil' },
  'consent.effect': { bg: 'Сега', ru: 'Сейчас', en: 'Now' },
  'consent.tracking_full': {
    bg: 'води се присъствие',
    ru: 'учёт ведётся',
    en: 'attendance is kept',
  },
  'consent.tracking_pass_only': {
    bg: 'без присъствие',
    ru: 'без учёта',
    en: 'no attendance',
  },
  'consent.register_text': {
    bg: 'Всичко, което семействата са подписали или отказали; нищо не се изтрива. Важи последно подписаното. Имената са на страницата на ученика.',
    ru: 'Всё, что семьи подписали или в чём отказали; ничего не удаляется. Действует подписанное последним. Имена — на странице ученика.',
    en: 'All that families have signed or refused; nothing is taken away. What was signed last holds. Names are on the pupil’s page.',
  },
  'consent.show': { bg: 'Покажи', ru: 'Показать', en: 'Show' },
  'consent.all': { bg: 'Всички', ru: 'Все', en: 'All' },
  'consent.waiting': { bg: 'Чакат карта', ru: 'Ждут карту', en: 'Waiting for a card' },
  'consent.refusals': { bg: 'Откази', ru: 'Отказы', en: 'Refusals' },
  'consent.none': { bg: 'Няма вписани', ru: 'Записей нет', en: 'Nothing entered' },
  'consent.none_hint': {
    bg: 'Лист се вписва на страницата на ученика, на гишето.',
    ru: 'Лист вносят на странице ученика, у стойки.',
    en: 'A paper is entered on the pupil’s page, at the desk.',
  },
  'act.issue_unnamed': {
    bg: 'Издай карта без име',
    ru: 'Выдать карту без имени',
    en: 'Issue a card without a name',
  },
  'problem.consent_future': {
    bg: 'Датата на подписа е в бъдещето.',
    ru: 'Дата подписи в будущем.',
    en: 'The day of signing is in the future.',
  },
  'problem.consent_signer': {
    bg: 'За дете под 14 години подписва родител, след това само ученикът.',
    ru: 'За ребёнка до 14 лет подписывает родитель, потом только сам ученик.',
    en: 'For a child under 14 a guardian signs, from then on the pupil alone.',
  },
} satisfies Dictionary;
