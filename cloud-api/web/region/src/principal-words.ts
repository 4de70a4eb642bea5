import type { Dictionary } from '@vratar/ui';

/** Words about what schools still need, and about their first principals. */
export const principalWords = {
  'missing.hasPrincipal': { bg: 'няма директор', ru: 'нет директора', en: 'no principal' },
  'missing.hasBells': { bg: 'няма дневен режим', ru: 'нет звонков', en: 'no bells' },
  'missing.hasTimetables': { bg: 'няма разписания', ru: 'нет расписаний', en: 'no timetables' },
  'principal.invite': { bg: 'Покани директора', ru: 'Пригласить директора', en: 'Invite the principal' },
  'principal.title': { bg: 'Първи директор', ru: 'Первый директор', en: 'First principal' },
  'principal.hint': {
    bg: 'Директорът получава достъп с връзка за еднократна употреба и сам кани останалите. Неизползвана покана се заменя с новата.',
    ru: 'Директор получает доступ по одноразовой ссылке и сам приглашает остальных. Неиспользованное приглашение заменяется новым.',
    en: 'The principal comes in by a link that works once, and invites everybody else. An invitation that nobody used is replaced.',
  },
  'principal.email': { bg: 'Личен имейл', ru: 'Личная почта', en: 'Personal e-mail' },
  'principal.language': { bg: 'Език на писмата', ru: 'Язык писем', en: 'Language of mails' },
  'principal.link': { bg: 'Връзка за директора', ru: 'Ссылка для директора', en: 'Link for the principal' },
  'principal.link_hint': {
    bg: 'Предайте я лично: важи до {{until}} и работи веднъж.',
    ru: 'Передайте лично: действует до {{until}} и срабатывает один раз.',
    en: 'Hand it over in person: it holds until {{until}} and works once.',
  },
  'principal.known': {
    bg: 'Този човек вече има достъп: ролята е добавена към него.',
    ru: 'У этого человека уже есть доступ: роль добавлена.',
    en: 'This person has an account already: the role was added to it.',
  },
  'secret.once': { bg: 'Показва се само сега', ru: 'Показывается только сейчас', en: 'Shown only now' },
  'secret.copy': { bg: 'Копирай', ru: 'Скопировать', en: 'Copy' },
  'secret.copied': { bg: 'Копирано', ru: 'Скопировано', en: 'Copied' },
  'secret.done': { bg: 'Готово', ru: 'Готово', en: 'Done' },
  'problem.principal_known': {
    bg: 'Училището вече е имало директор с достъп. Останалите кани той, а негов наследник се въвежда от командния ред.',
    ru: 'В школе уже был директор с доступом. Остальных приглашает он, а преемника вводят из командной строки.',
    en: 'The school has had a principal with access already, who invites others. A successor is entered at the command line.',
  },
  'problem.login_invalid': {
    bg: 'Това не е личен имейл адрес.',
    ru: 'Это не адрес личной почты.',
    en: 'This is not a personal e-mail address.',
  },
  'problem.account_self': {
    bg: 'Никой не дава роля на себе си.',
    ru: 'Никто не даёт роль самому себе.',
    en: 'Nobody gives a role to themselves.',
  },
  'problem.account_unopened': {
    bg: 'За този имейл вече чака покана от друго училище.',
    ru: 'Для этой почты уже ждёт приглашение другой школы.',
    en: 'An invitation of another school is waiting for this address already.',
  },
} satisfies Dictionary;
