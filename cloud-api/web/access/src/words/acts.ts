import type { Dictionary, Words } from '@vratar/ui';
import type { DelegableAct, TokenScope } from '../../../../src/accounts/permissions/acts.ts';

/** Acts and roles in words. */
export const actWords = {
  'act.presence.see': { bg: 'кой е в училището', ru: 'кто в школе', en: 'who is in the school' },
  'act.names.see': { bg: 'имената на учениците', ru: 'имена учеников', en: 'names of pupils' },
  'act.days.see': { bg: 'дните на учениците', ru: 'дни учеников', en: 'days of pupils' },
  'act.people.find': { bg: 'търсене на хора', ru: 'поиск людей', en: 'finding people' },
  'act.lessons.decide': { bg: 'решения за часове', ru: 'решения по урокам', en: 'deciding lessons' },
  'act.excuses.enter': { bg: 'извинителни бележки', ru: 'оправдательные записки', en: 'entering excuses' },
  'act.month.check': { bg: 'проверка на месеца', ru: 'проверка месяца', en: 'checking the month' },
  'act.month.sign': { bg: 'подписване на месеца', ru: 'подписание месяца', en: 'signing the month' },
  'act.asp.confirm': { bg: 'потвърждения към АСП', ru: 'подтверждения для АСП', en: 'answers to АСП' },
  'act.signals.send': { bg: 'сигнали по чл. 347', ru: 'сигналы по чл. 347', en: 'signals under чл. 347' },
  'act.audit.see': { bg: 'дневник на достъпа', ru: 'журнал доступа', en: 'the access log' },
  'act.registers.see': {
    bg: 'класове и разписания',
    ru: 'классы и расписания',
    en: 'classes and timetables',
  },
  'act.roster.change': { bg: 'промени в списъците', ru: 'изменения списков', en: 'changing the roster' },
  'act.cards.manage': { bg: 'работа с картите', ru: 'работа с картами', en: 'managing cards' },
  'act.gates.rules': { bg: 'правила на входа', ru: 'правила входа', en: 'rules of the gates' },
  'act.pickup.see': { bg: 'взима детето', ru: 'забирает ребёнка', en: 'picks the child up' },
  'given.holds': { bg: 'в сила', ru: 'действует', en: 'in force' },
  'given.coming': { bg: 'предстои', ru: 'предстоит', en: 'to come' },
  'given.over': { bg: 'приключило', ru: 'закончилось', en: 'ended' },
  'given.end': { bg: 'Прекрати', ru: 'Прекратить', en: 'End' },
  'period.title': { bg: 'Срок', ru: 'Срок', en: 'Period' },
  'period.first': { bg: 'От ден', ru: 'С дня', en: 'First day' },
  'period.last': { bg: 'До ден, включително', ru: 'По день включительно', en: 'Last day' },
  'period.hint': {
    bg: 'Свършва само в края на деня.',
    ru: 'Закончится само в конце дня.',
    en: 'It ends by itself with that day.',
  },
} satisfies Dictionary & Record<`act.${DelegableAct | TokenScope}`, Words>;
