import type { QueryExecutorProvider } from 'kysely';
import { audit } from '../../audit/index.ts';

/** Names of more people in one view are logged by the view alone: the log is to be read. */
const LISTED = 60;

/**
 * Logs that names were shown, in the transaction that read them (D15).
 * @param subject `person:<id>` for one, `class:<id>` or `school:<id>` for many
 */
export async function namesSeen(
  trx: QueryExecutorProvider,
  subject: string,
  view: string,
  people: readonly string[] = [],
): Promise<void> {
  const seen = people.length === 0 ? {} : { count: people.length };
  const listed = people.length === 0 || people.length > LISTED ? {} : { people };
  await audit(trx, { action: 'name_seen', subject, detail: { view, ...seen, ...listed } });
}
