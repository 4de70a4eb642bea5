import type { Dictionary } from '@vratar/ui';
import { accountsWords } from './words/accounts.ts';
import { actWords } from './words/acts.ts';
import { auditWords } from './words/audit.ts';
import { erasureWords } from './words/erasure.ts';
import { givenWords } from './words/given.ts';
import { accessProblems } from './words/problems.ts';

/** Words of the page about who may do what. */
export const words = {
  ...actWords,
  ...accountsWords,
  ...givenWords,
  ...auditWords,
  ...erasureWords,
  ...accessProblems,
} satisfies Dictionary;
