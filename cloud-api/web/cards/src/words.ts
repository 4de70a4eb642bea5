import type { Dictionary } from '@vratar/ui';
import { erasureWords } from '../../access/src/words/erasure.ts';
import { consentWords } from './words/consent.ts';
import { deskWords } from './words/desk.ts';
import { listWords } from './words/lists.ts';
import { problemWords } from './words/problems.ts';
import { rosterWords } from './words/roster.ts';
import { termWords } from './words/terms.ts';

/** Words of the card desk. */
export const words = {
  ...termWords,
  ...deskWords,
  ...listWords,
  ...consentWords,
  ...rosterWords,
  ...erasureWords,
  ...problemWords,
} satisfies Dictionary;
