import type { TaskList } from 'graphile-worker';
import { DELEGATION_ENDS_TASK } from './delegation/delegate.ts';
import { tellDelegationEnd } from './delegation/end-delegation.ts';
import { type MailNoticeParts as AccountTaskParts, mailNotice } from './notices/mail-notice.ts';
import { MAIL_NOTICE_TASK } from './notices/notify.ts';

const TIDY_TASK = 'tidy_sessions';
/** The audit log keeps who signed in; the session itself is of no use after this. */
const KEEP_DAYS = 30;

export const ACCOUNT_CRONTAB = [`17 2 * * * ${TIDY_TASK}`];

export function accountTasks(parts: AccountTaskParts): TaskList {
  const { jobs: db, now } = parts;
  return {
    [MAIL_NOTICE_TASK]: (payload) => mailNotice(parts, payload as { notice: string }),
    [DELEGATION_ENDS_TASK]: (payload) =>
      tellDelegationEnd(db, payload as { school: string; delegation: string }, now()),
    [TIDY_TASK]: async () => {
      const before = new Date(now().getTime() - KEEP_DAYS * 86_400_000);
      await db.deleteFrom('session').where('expires_at', '<', before).execute();
    },
  };
}
