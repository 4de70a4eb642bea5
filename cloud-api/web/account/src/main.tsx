import { mountPage } from '@vratar/ui';
import { actWords } from '../../access/src/words/acts.ts';
import { auditWords } from '../../access/src/words/audit.ts';
import { accessProblems } from '../../access/src/words/problems.ts';
import { AccountPage } from './account-page.tsx';
import { consentWords } from './consent/words.ts';
import { noticeWords } from './notices/words.ts';
import { words } from './words.ts';

await mountPage(<AccountPage />, {
  ...actWords,
  ...auditWords,
  ...accessProblems,
  ...words,
  ...consentWords,
  ...noticeWords,
});
