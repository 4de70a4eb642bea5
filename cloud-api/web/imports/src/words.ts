import type { Dictionary } from '@vratar/ui';
import { problemWords } from './words/problems.ts';
import { wizardWords } from './words/wizard.ts';

/** Words of the import page. */
export const words = { ...wizardWords, ...problemWords } satisfies Dictionary;
