import type { Dictionary, Words } from '@vratar/ui';
import type { DelegableAct, TokenScope } from '../../../../src/accounts/permissions/acts.ts';
import { ACT_WORDS } from '../../../../src/accounts/permissions/acts-words.ts';
import { prefixed } from './prefixed.ts';

/** Acts and roles in words. */
export const actWords = {
  ...prefixed('act', ACT_WORDS),
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
