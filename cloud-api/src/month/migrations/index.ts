import type { Migration } from 'kysely/migration';
import { month } from './3101-month.ts';
import { documents } from './3102-documents.ts';
import { signalInbox } from './3103-signal-inbox.ts';
import { checkTotals } from './3104-check-totals.ts';
import { acceptances } from './3105-acceptances.ts';

export const monthMigrations: Readonly<Record<string, Migration>> = {
  '3101_month': month,
  '3102_documents': documents,
  '3103_signal_inbox': signalInbox,
  '3104_check_totals': checkTotals,
  '3105_acceptances': acceptances,
};
