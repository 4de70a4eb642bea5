import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { Mailer } from '../../mail/index.ts';
import type { Vault } from '../../vault/index.ts';
import { noticeMail } from './notice-mail.ts';

export interface MailNoticeParts {
  /** Connected as `jobs`. */
  readonly jobs: Kysely<Database>;
  readonly vault: Vault;
  readonly now: () => Date;
  readonly mailer?: Mailer;
}

/**
 * Sends one notice to its account's address, in the account's language. A failure fails the job, which is tried again
 * with growing pauses over days; what was sent is not sent again. Without a mail server the notice waits in the
 * account's list alone.
 */
export async function mailNotice(
  { jobs, vault, now, mailer }: MailNoticeParts,
  { notice }: { readonly notice: string },
): Promise<void> {
  if (mailer === undefined) return;
  const row = await jobs
    .selectFrom('account_notice')
    .innerJoin('account', 'account.id', 'account_notice.account')
    .select(['account.id as account', 'login', 'language', 'kind', 'detail', 'at'])
    .where('account_notice.id', '=', notice)
    .where('mailed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return;
  const to = (await vault.network(jobs)).openLogin(row.account, row.login);
  const place = await placeOf(jobs, row.detail.school);
  await mailer.send({ ...noticeMail(row, place), to, id: notice });
  await jobs.updateTable('account_notice').set({ mailed_at: now() }).where('id', '=', notice).execute();
}

/** The school that the notice is about: its name is no secret, and its clock tells the times. */
async function placeOf(jobs: Kysely<Database>, school: unknown) {
  if (typeof school !== 'string') return undefined;
  return jobs.selectFrom('school').select(['name', 'timezone']).where('id', '=', school).executeTakeFirst();
}
