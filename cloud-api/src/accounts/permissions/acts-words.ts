import type { DelegableAct, TokenScope } from './acts.ts';

/** What acts that are handed on are called. Pages read this list, too. */
export const ACT_WORDS = {
  'presence.see': { bg: 'кой е в училището', ru: 'кто в школе', en: 'who is in the school' },
  'names.see': { bg: 'имената на учениците', ru: 'имена учеников', en: 'names of pupils' },
  'days.see': { bg: 'дните на учениците', ru: 'дни учеников', en: 'days of pupils' },
  'people.find': { bg: 'търсене на хора', ru: 'поиск людей', en: 'finding people' },
  'lessons.decide': { bg: 'решения за часове', ru: 'решения по урокам', en: 'deciding lessons' },
  'excuses.enter': { bg: 'извинителни бележки', ru: 'оправдательные записки', en: 'entering excuses' },
  'month.check': { bg: 'проверка на месеца', ru: 'проверка месяца', en: 'checking the month' },
  'month.sign': { bg: 'подписване на месеца', ru: 'подписание месяца', en: 'signing the month' },
  'asp.confirm': { bg: 'потвърждения към АСП', ru: 'подтверждения для АСП', en: 'answers to АСП' },
  'signals.send': { bg: 'сигнали по чл. 347', ru: 'сигналы по чл. 347', en: 'signals under чл. 347' },
  'audit.see': { bg: 'дневник на достъпа', ru: 'журнал доступа', en: 'the access log' },
  'registers.see': { bg: 'класове и разписания', ru: 'классы и расписания', en: 'classes and timetables' },
  'roster.change': { bg: 'промени в списъците', ru: 'изменения списков', en: 'changing the roster' },
  'cards.manage': { bg: 'работа с картите', ru: 'работа с картами', en: 'managing cards' },
  'gates.rules': { bg: 'правила на входа', ru: 'правила входа', en: 'rules of the gates' },
  'pickup.see': { bg: 'взима детето', ru: 'забирает ребёнка', en: 'picks the child up' },
} as const satisfies Readonly<
  Record<DelegableAct | TokenScope | 'pickup.see', Readonly<Record<'bg' | 'ru' | 'en', string>>>
>;
