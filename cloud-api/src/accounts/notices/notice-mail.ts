import type { NoticeKind } from '../tables.ts';
import { ACCOUNT_WORDS } from './account-words.ts';
import { MONTH_WORDS } from './month-words.ts';

export type Language = 'bg' | 'ru' | 'en';

export interface NoticeToMail {
  readonly kind: NoticeKind;
  readonly language: Language;
  readonly at: Date;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface Place {
  readonly name: string;
  readonly timezone: string;
}

export interface Words {
  readonly subject: Record<Language, string>;
  readonly text: Record<Language, string>;
  /** What a mail adds for somebody who is not signed in. */
  readonly inMail?: Record<Language, string>;
}

/** `{school}`, `{gateway}`, `{at}`, `{from}` and `{until}` are filled in. Names are in no notice (I7), so they are in no mail. */
const WORDS: Readonly<Record<NoticeKind, Words>> = {
  ...MONTH_WORDS,
  ...ACCOUNT_WORDS,
  pupil_transferred: {
    subject: {
      bg: 'Ученик премина в друго училище',
      ru: 'Ученик перешёл в другую школу',
      en: 'A pupil went to another school',
    },
    text: {
      bg: '{school}: на {at} друго училище прие ученика с личен номер {number}. Данните му вече са там; броят на отсъствията и подписаните месеци остават при вас.',
      ru: '{school}: {at} другая школа приняла ученика с лицевым счётом {number}. Его данные теперь там; числа пропусков и подписанные месяцы остаются у вас.',
      en: '{school}: on {at} another school took in the pupil with account number {number}. The data is there now; numbers of absences and signed months stay with you.',
    },
  },
  locked_out: {
    subject: {
      bg: 'Профилът ви е заключен за малко',
      ru: 'Ваша учётная запись ненадолго закрыта',
      en: 'Your account is locked for a while',
    },
    text: {
      bg: 'На {at} паролата беше сгрешена пет пъти. Входът е затворен до {until}. Ако не бяхте вие, сменете паролата си и кажете на училището.',
      ru: '{at} пароль пять раз ввели неверно. Вход закрыт до {until}. Если это были не вы, смените пароль и сообщите школе.',
      en: 'On {at} a wrong password was given five times. Signing in is closed until {until}. If it was not you, change your password and tell the school.',
    },
  },
  password_changed: {
    subject: { bg: 'Паролата ви е сменена', ru: 'Ваш пароль изменён', en: 'Your password was changed' },
    text: {
      bg: 'Паролата ви беше сменена на {at}. Всички други сесии са прекратени. Ако не бяхте вие, кажете веднага на училището.',
      ru: 'Пароль изменён {at}. Все остальные сеансы завершены. Если это были не вы, сразу сообщите школе.',
      en: 'Your password was changed on {at}. All other sessions have ended. If it was not you, tell the school at once.',
    },
  },
  identity_linked: {
    subject: {
      bg: 'Нов начин за вход във вашия профил',
      ru: 'Новый способ входа в вашу учётную запись',
      en: 'A new way to sign in to your account',
    },
    text: {
      bg: 'На {at} към профила ви беше свързана самоличност от доставчик на вход. Ако не бяхте вие, кажете веднага на училището.',
      ru: '{at} к вашей учётной записи привязали вход через внешнего поставщика. Если это были не вы, сразу сообщите школе.',
      en: 'On {at} an identity of a sign-in provider was linked to your account. If it was not you, tell the school at once.',
    },
  },
  delegation_given: {
    subject: { bg: 'Делегирахте права', ru: 'Вы передали права', en: 'You delegated rights' },
    text: {
      bg: '{school}: делегирахте права от {from} до {until}. Те свършват сами; можете да ги отнемете по всяко време.',
      ru: '{school}: вы передали права с {from} до {until}. Они закончатся сами; отозвать их можно в любое время.',
      en: '{school}: you delegated rights from {from} until {until}. They end by themselves; you can take them back at any time.',
    },
  },
  delegation_received: {
    subject: { bg: 'Получихте права', ru: 'Вам переданы права', en: 'You were given rights' },
    text: {
      bg: '{school}: директорът ви делегира права от {from} до {until}. Какви са, виждате след вход.',
      ru: '{school}: директор передал вам права с {from} до {until}. Какие именно, видно после входа.',
      en: '{school}: the principal delegated rights to you from {from} until {until}. Which ones you see after signing in.',
    },
  },
  delegation_ended: {
    subject: { bg: 'Делегирането приключи', ru: 'Передача прав закончилась', en: 'A delegation has ended' },
    text: {
      bg: '{school}: делегиране, което ви засяга, приключи на {at}.',
      ru: '{school}: передача прав, которая вас касается, закончилась {at}.',
      en: '{school}: a delegation that concerns you ended on {at}.',
    },
  },
  trust_received: {
    subject: { bg: 'Доверено ви е дете', ru: 'Вам доверили ребёнка', en: 'You are trusted with a child' },
    text: {
      bg: '{school}: родител ви се доверява за дете от {from} до {until}. Подробности виждате след вход.',
      ru: '{school}: родитель доверяет вам ребёнка с {from} до {until}. Подробности видны после входа.',
      en: '{school}: a parent trusts you with a child from {from} until {until}. You see more after signing in.',
    },
  },
  trust_ended: {
    subject: { bg: 'Доверието приключи', ru: 'Доверие закончилось', en: 'A trust has ended' },
    text: {
      bg: '{school}: доверието за дете, което имахте, приключи на {at}.',
      ru: '{school}: доверие на ребёнка, которое у вас было, закончилось {at}.',
      en: '{school}: the trust you had for a child ended on {at}.',
    },
  },
};

const DEFAULT_PLACE: Place = { name: 'Вратар', timezone: 'Europe/Sofia' };
const FOOT: Record<Language, string> = {
  bg: 'Това писмо е автоматично. Вратар никога не иска паролата ви по пощата.',
  ru: 'Это письмо отправлено автоматически. Вратарь никогда не спрашивает пароль по почте.',
  en: 'This mail was sent automatically. Vratar never asks for your password by mail.',
};

/** A notice as a mail: plain text, without links (a mail with a link to sign in teaches people to be phished). */
export function noticeMail(notice: NoticeToMail, place?: Place): Told {
  const { subject, text } = noticeText(notice, place);
  const more = WORDS[notice.kind].inMail?.[notice.language];
  const said = more === undefined ? text : `${text} ${more}`;
  return { subject, text: `${said}\n\n-- \n${FOOT[notice.language]}\n` };
}

export interface Told {
  readonly subject: string;
  readonly text: string;
}

/** A notice as its holder reads it. @param place whose name and clock it speaks with */
export function noticeText({ kind, language, at, detail }: NoticeToMail, place: Place = DEFAULT_PLACE): Told {
  const moment = (value: unknown) =>
    value === undefined || value === null
      ? ''
      : localTime(new Date(value as string), language, place.timezone);
  const values: Record<string, string> = {
    school: place.name,
    at: moment(at),
    from: moment(detail.from),
    until: moment(detail.until),
    month: monthName(detail.month, language),
    count: String(detail.count ?? ''),
    reached: detail.reached === undefined ? '' : Number(detail.reached).toLocaleString(language),
    number: String(detail.number ?? ''),
    gateway: String(detail.gateway ?? ''),
  };
  const { subject, text } = WORDS[kind];
  const filled = (pattern: string) =>
    pattern.replaceAll(/\{(\w+)\}/g, (_hole, name: string) => values[name]!);
  return { subject: filled(subject[language]), text: filled(text[language]) };
}

/** `2026-11` as people say it. */
const monthName = (month: unknown, language: Language): string =>
  typeof month === 'string'
    ? new Date(`${month}-15T12:00Z`).toLocaleString(language, {
        timeZone: 'UTC',
        month: 'long',
        year: 'numeric',
      })
    : '';

const localTime = (at: Date, language: Language, timeZone: string): string =>
  at.toLocaleString(language, { timeZone, dateStyle: 'long', timeStyle: 'short' });
