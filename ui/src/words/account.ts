import type { Dictionary } from './languages.ts';

/** Words about whoever is signed in, and problems that any page can meet. */
export const accountWords = {
  'account.title': { bg: 'Профил', ru: 'Учётная запись', en: 'Account' },
  'account.sign_in': { bg: 'Вход', ru: 'Войти', en: 'Sign in' },
  'account.sign_out': { bg: 'Изход', ru: 'Выйти', en: 'Sign out' },
  'account.school': { bg: 'Училище', ru: 'Школа', en: 'School' },
  'account.change_password': { bg: 'Смяна на паролата', ru: 'Сменить пароль', en: 'Change password' },
  'account.own': { bg: 'Моят профил', ru: 'Моя учётная запись', en: 'My account' },
  'account.page.school': { bg: 'Училище', ru: 'Школа', en: 'School' },
  'account.page.cards': { bg: 'Карти', ru: 'Карты', en: 'Cards' },
  'account.page.imports': { bg: 'Внасяне', ru: 'Загрузка', en: 'Imports' },
  'account.page.setup': { bg: 'Настройки на училището', ru: 'Настройки школы', en: 'School setup' },
  'account.page.access': { bg: 'Достъп', ru: 'Доступ', en: 'Access' },
  'role.principal': { bg: 'директор', ru: 'директор', en: 'principal' },
  'role.homeroom_teacher': { bg: 'класен ръководител', ru: 'классный руководитель', en: 'homeroom teacher' },
  'role.card_officer': { bg: 'отговорник за картите', ru: 'ответственный за карты', en: 'card officer' },
  'role.guard': { bg: 'охрана', ru: 'охрана', en: 'guard' },
  'role.installer': { bg: 'монтажник', ru: 'монтажник', en: 'installer' },
  'role.dpo': {
    bg: 'длъжностно лице по защита на данните',
    ru: 'ответственный за защиту данных',
    en: 'data protection officer',
  },
  'role.parent': { bg: 'родител', ru: 'родитель', en: 'guardian' },
  'role.pupil': { bg: 'ученик', ru: 'ученик', en: 'pupil' },
  'role.delegate': { bg: 'по пълномощие', ru: 'по поручению', en: 'delegate' },
  'role.trusted_person': { bg: 'доверен човек', ru: 'доверенное лицо', en: 'trusted person' },
  'role.regional_officer': { bg: 'РУО', ru: 'РУО', en: 'regional officer' },
  'role.municipality': { bg: 'община', ru: 'община', en: 'municipality' },
  'role.operator': { bg: 'оператор', ru: 'оператор', en: 'operator' },
  'problem.unreachable': {
    bg: 'Сървърът не отговаря. Опитайте отново след малко.',
    ru: 'Сервер не отвечает. Попробуйте чуть позже.',
    en: 'The server does not answer. Try again in a moment.',
  },
  'problem.internal': {
    bg: 'Сървърът не се справи със заявката. Опитайте отново; ако се повтори, обадете се на поддръжката.',
    ru: 'Сервер не справился с запросом. Попробуйте ещё раз; если повторится, обратитесь в поддержку.',
    en: 'The server could not handle the request. Try again; if it happens again, call support.',
  },
  'problem.not_signed_in': {
    bg: 'Сесията е изтекла. Влезте отново.',
    ru: 'Сеанс закончился. Войдите снова.',
    en: 'The session has ended. Sign in again.',
  },
  'problem.not_permitted': {
    bg: 'Нямате право на това. Директорът може да го делегира за срок.',
    ru: 'У вас нет права на это. Директор может передать его на время.',
    en: 'You may not do this. The principal can delegate it for a period.',
  },
  'problem.too_many_requests': {
    bg: 'Твърде много заявки. Изчакайте минута.',
    ru: 'Слишком много запросов. Подождите минуту.',
    en: 'Too many requests. Wait a minute.',
  },
} satisfies Dictionary;
