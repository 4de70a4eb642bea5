import type { NoticeKind } from '../tables.ts';
import type { Words } from './notice-mail.ts';

type Kind =
  | 'identity_unlinked'
  | 'terminal_session'
  | 'invited'
  | 'role_given'
  | 'role_ended'
  | 'school_locked'
  | 'school_unlocked'
  | 'password_reset'
  | 'trust_withdrawn'
  | 'gateway_retired'
  | 'gateway_reinstated';

/** What a school does with an account, and its holder with the ways into it. */
export const ACCOUNT_WORDS: Readonly<Record<Kind & NoticeKind, Words>> = {
  identity_unlinked: {
    subject: {
      bg: 'Начин за вход е премахнат',
      ru: 'Способ входа удалён',
      en: 'A way to sign in was removed',
    },
    text: {
      bg: 'На {at} връзката на профила ви с доставчик на вход беше премахната. Ако не бяхте вие, кажете веднага на училището.',
      ru: '{at} привязка вашей учётной записи к внешнему входу удалена. Если это были не вы, сразу сообщите школе.',
      en: 'On {at} the link of your account to a sign-in provider was removed. If it was not you, tell the school at once.',
    },
  },
  terminal_session: {
    subject: {
      bg: 'Работа с вашия профил от терминала на сървъра',
      ru: 'Работа под вашей учётной записью с терминала сервера',
      en: 'Your account was used at the server’s terminal',
    },
    text: {
      bg: '{school}: на {at} с правата на профила ви се работи от терминала на сървъра, без паролата ви. Какво е направено, е в журнала на училището. Ако не сте го поискали, кажете веднага на директора.',
      ru: '{school}: {at} с правами вашей учётной записи работали с терминала сервера, без вашего пароля. Что сделано, записано в журнале школы. Если вы об этом не просили, сразу сообщите директору.',
      en: '{school}: on {at} somebody worked with the rights of your account at the server’s terminal, without your password. What was done is in the school’s log. If you did not ask for this, tell the principal at once.',
    },
  },
  invited: {
    subject: {
      bg: '{school} ви покани',
      ru: '{school}: вас пригласили',
      en: '{school} has invited you',
    },
    text: {
      bg: '{school}: имате профил във Вратар. Връзката за първото влизане ще получите от училището; тя важи до {until}.',
      ru: '{school}: у вас есть учётная запись в системе «Вратарь». Ссылку для первого входа вы получите от школы; она действует до {until}.',
      en: '{school}: you have an account with Vratar. You get the link for the first sign-in from the school; it works until {until}.',
    },
  },
  role_given: {
    subject: { bg: 'Получихте нова роля', ru: 'Вам дали новую роль', en: 'You were given a role' },
    text: {
      bg: '{school}: на {at} профилът ви получи нова роля. Каква е, виждате след вход.',
      ru: '{school}: {at} ваша учётная запись получила новую роль. Какую именно, видно после входа.',
      en: '{school}: on {at} your account was given another role. Which one you see after signing in.',
    },
  },
  role_ended: {
    subject: { bg: 'Ваша роля приключи', ru: 'Ваша роль закончилась', en: 'A role of yours has ended' },
    text: {
      bg: '{school}: на {at} ваша роля беше прекратена.',
      ru: '{school}: {at} одна из ваших ролей прекращена.',
      en: '{school}: on {at} a role of yours was ended.',
    },
  },
  school_locked: {
    subject: {
      bg: 'Профилът ви е заключен',
      ru: 'Ваша учётная запись закрыта',
      en: 'Your account is locked',
    },
    text: {
      bg: '{school}: на {at} училището заключи профила ви. Обърнете се към директора.',
      ru: '{school}: {at} школа закрыла вашу учётную запись. Обратитесь к директору.',
      en: '{school}: on {at} the school locked your account. Turn to the principal.',
    },
  },
  school_unlocked: {
    subject: {
      bg: 'Профилът ви е отключен',
      ru: 'Ваша учётная запись открыта',
      en: 'Your account is unlocked',
    },
    text: {
      bg: '{school}: на {at} училището отключи профила ви.',
      ru: '{school}: {at} школа снова открыла вашу учётную запись.',
      en: '{school}: on {at} the school unlocked your account.',
    },
  },
  password_reset: {
    subject: { bg: 'Паролата ви е нулирана', ru: 'Ваш пароль сброшен', en: 'Your password was reset' },
    text: {
      bg: '{school}: на {at} паролата ви беше нулирана. Връзка за нова ще получите от училището; тя важи до {until}. Ако не сте искали това, кажете веднага на директора.',
      ru: '{school}: {at} ваш пароль сброшен. Ссылку для нового вы получите от школы; она действует до {until}. Если вы об этом не просили, сразу сообщите директору.',
      en: '{school}: on {at} your password was reset. You get a link for another from the school; it works until {until}. If you did not ask for this, tell the principal at once.',
    },
  },
  gateway_retired: {
    subject: {
      bg: 'Шлюз беше изведен от работа',
      ru: 'Шлюз выведен из работы',
      en: 'A gateway was taken out of service',
    },
    text: {
      bg: '{school}: на {at} шлюзът „{gateway}“ беше изведен. Нищо вече не се приема от него. Кой го направи, е в дневника на достъпа; ако е грешка, върнете го в настройките, при местата.',
      ru: '{school}: {at} шлюз «{gateway}» выведен из работы. От него больше ничего не принимают. Кто это сделал, видно в журнале доступа; если это ошибка, верните его в настройках, среди мест.',
      en: '{school}: on {at} the gateway “{gateway}” was retired. Nothing is taken from it any more. Who did it is in the access log; if it was a mistake, put it back in the set-up, under places.',
    },
  },
  gateway_reinstated: {
    subject: {
      bg: 'Шлюз е върнат в работа',
      ru: 'Шлюз снова в работе',
      en: 'A gateway is back in service',
    },
    text: {
      bg: '{school}: на {at} шлюзът „{gateway}“ беше върнат в работа. Дните отпреди се смятат отново, щом предаде каквото пази.',
      ru: '{school}: {at} шлюз «{gateway}» снова в работе. Прошедшие дни пересчитаются, когда он передаст всё, что хранит.',
      en: '{school}: on {at} the gateway “{gateway}” was put back into service. Past days are computed again once it has delivered what it keeps.',
    },
  },
  trust_withdrawn: {
    subject: {
      bg: 'Училището прекрати доверие',
      ru: 'Школа прекратила доверие',
      en: 'The school ended a trust',
    },
    text: {
      bg: '{school}: на {at} училището прекрати доверието, което дадохте на друг човек за детето си. Обърнете се към училището.',
      ru: '{school}: {at} школа прекратила доверие, которое вы дали другому человеку для вашего ребёнка. Обратитесь в школу.',
      en: '{school}: on {at} the school ended the trust that you gave somebody for your child. Turn to the school.',
    },
  },
};
