import type { Dictionary } from '@vratar/ui';

/** Words of the sign-in page. */
export const words = {
  'sign_in.title': { bg: 'Вход', ru: 'Вход', en: 'Sign in' },
  'sign_in.subtitle': {
    bg: 'Вратар: който пази вратата',
    ru: 'Вратарь: тот, кто хранит дверь',
    en: 'Vratar: the one who keeps the gate',
  },
  'sign_in.login': { bg: 'Личен имейл', ru: 'Личная почта', en: 'Personal e-mail' },
  'sign_in.password': { bg: 'Парола', ru: 'Пароль', en: 'Password' },
  'sign_in.show': { bg: 'Покажи паролата', ru: 'Показать пароль', en: 'Show the password' },
  'sign_in.or': { bg: 'или', ru: 'или', en: 'or' },
  'sign_in.with': { bg: 'Вход с {{name}}', ru: 'Войти через {{name}}', en: 'Sign in with {{name}}' },
  'sign_in.change': { bg: 'Смяна на паролата', ru: 'Смена пароля', en: 'Change the password' },
  'sign_in.must_change': {
    bg: 'Паролата ви е дадена от друг човек. Изберете своя, за да продължите.',
    ru: 'Этот пароль вам выдал другой человек. Чтобы продолжить, выберите свой.',
    en: 'Somebody else gave you this password. Choose your own to go on.',
  },
  'sign_in.present': { bg: 'Сегашна парола', ru: 'Текущий пароль', en: 'Present password' },
  'sign_in.wanted': { bg: 'Нова парола', ru: 'Новый пароль', en: 'New password' },
  'sign_in.again': {
    bg: 'Новата парола още веднъж',
    ru: 'Новый пароль ещё раз',
    en: 'New password once more',
  },
  'sign_in.advice': {
    bg: 'Няколко думи, поне {{count}} знака. Цифри и препинателни знаци не са нужни.',
    ru: 'Несколько слов, не меньше {{count}} знаков. Цифры и знаки не обязательны.',
    en: 'Several words, at least {{count}} characters. Digits and signs are not needed.',
  },
  'sign_in.short': {
    bg: 'По-къса от {{count}} знака',
    ru: 'Короче {{count}} знаков',
    en: 'Shorter than {{count}} characters',
  },
  'sign_in.differs': { bg: 'Двете се различават', ru: 'Пароли различаются', en: 'The two differ' },
  'invited.title': { bg: 'Добре дошли', ru: 'Добро пожаловать', en: 'Welcome' },
  'invited.text': {
    bg: '{{school}} ви покани. Влизате с {{login}} и с парола, която избирате сега и знаете само вие.',
    ru: '{{school}}: вас пригласили. Входите с {{login}} и паролем, который выберете сейчас; знать его будете только вы.',
    en: '{{school}} has invited you. You sign in with {{login}} and a password that you choose now and only you know.',
  },
  'invited.take': { bg: 'Запази и влез', ru: 'Сохранить и войти', en: 'Save and sign in' },
  'problem.invitation_invalid': {
    bg: 'Връзката вече не работи: използвана е, отменена е или е изтекла. Поискайте нова от училището; ако имате парола, влезте с нея.',
    ru: 'Ссылка больше не работает: использована, отозвана или истекла. Попросите у школы новую; если пароль есть, войдите с ним.',
    en: 'This link no longer works: it was used, withdrawn, or has expired. Ask the school for another; with a password, sign in.',
  },
  'problem.sign_in_refused': {
    bg: 'Имейлът или паролата не са верни, или профилът е заключен за малко. След пет грешки входът се затваря за четвърт час.',
    ru: 'Почта или пароль неверны, либо вход ненадолго закрыт. После пяти ошибок он закрывается на четверть часа.',
    en: 'The e-mail or the password is wrong, or the account is locked for a while. Five mistakes close it for a quarter of an hour.',
  },
  'problem.password_wrong': {
    bg: 'Сегашната парола не е вярна.',
    ru: 'Текущий пароль неверен.',
    en: 'The present password is wrong.',
  },
  'problem.password_same': {
    bg: 'Новата парола е същата като сегашната.',
    ru: 'Новый пароль совпадает с текущим.',
    en: 'The new password is the present one.',
  },
  'problem.password_length': {
    bg: 'Паролата трябва да е от 12 до 256 знака.',
    ru: 'В пароле должно быть от 12 до 256 знаков.',
    en: 'A password has 12 to 256 characters.',
  },
  'problem.oidc_off': {
    bg: 'Тук няма външен доставчик на вход. Влезте с имейл и парола.',
    ru: 'Внешний вход здесь не настроен. Войдите по почте и паролю.',
    en: 'No identity provider is configured here. Sign in with e-mail and password.',
  },
  'problem.oidc_unreachable': {
    bg: 'Доставчикът на вход не отговаря. Опитайте по-късно или влезте с имейл и парола.',
    ru: 'Внешний вход не отвечает. Попробуйте позже или войдите по почте и паролю.',
    en: 'The identity provider does not answer. Try later, or sign in with e-mail and password.',
  },
  'problem.oidc_refused': {
    bg: 'Доставчикът не потвърди входа. Започнете отначало.',
    ru: 'Внешний вход не подтверждён. Начните сначала.',
    en: 'The identity provider did not confirm the sign-in. Begin anew.',
  },
  'problem.oidc_unknown': {
    bg: 'Към тази самоличност няма свързан профил. Влезте веднъж с имейл и парола и я свържете.',
    ru: 'К этой личности не привязана учётная запись. Войдите один раз по почте и паролю и привяжите её.',
    en: 'No account is linked to this identity. Sign in once with e-mail and password and link it.',
  },
  'problem.oidc_taken': {
    bg: 'Тази самоличност или този профил вече са свързани.',
    ru: 'Эта личность или эта учётная запись уже привязаны.',
    en: 'This identity or this account is linked already.',
  },
} satisfies Dictionary;
