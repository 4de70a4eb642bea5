import type { Migration } from 'kysely/migration';
import { accounts } from './4101-accounts.ts';
import { givenRights } from './4102-given-rights.ts';
import { sessions } from './4103-sessions.ts';
import { signIn } from './4104-sign-in.ts';
import { whoIsTrusted } from './4105-who-is-trusted.ts';
import { managedAccounts } from './4106-managed-accounts.ts';
import { openedForJobs } from './4107-opened-for-jobs.ts';

export const accountMigrations: Readonly<Record<string, Migration>> = {
  '4101_accounts': accounts,
  '4102_given_rights': givenRights,
  '4103_sessions': sessions,
  '4104_sign_in': signIn,
  '4105_who_is_trusted': whoIsTrusted,
  '4106_managed_accounts': managedAccounts,
  '4107_opened_for_jobs': openedForJobs,
};
