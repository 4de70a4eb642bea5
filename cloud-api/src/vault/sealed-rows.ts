import type { Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import type { SchoolVault } from './school-vault.ts';

/**
 * Seals rows of the month anew that lie under an older key of the school: the agency's lines, signed documents, and
 * the names with which somebody answered for open days.
 * @returns how many, at most `limit` of each
 */
export async function resealRows(
  trx: Transaction<Database>,
  own: SchoolVault,
  limit: number,
): Promise<number> {
  return (
    (await agencyRows(trx, own, limit)) +
    (await documents(trx, own, limit)) +
    (await acceptances(trx, own, limit))
  );
}

async function agencyRows(trx: Transaction<Database>, own: SchoolVault, limit: number): Promise<number> {
  const rows = await trx
    .selectFrom('asp_row')
    .select(['id', 'campaign', 'number', 'sealed', 'seal_version'])
    .where('school', '=', own.school)
    .where('seal_version', '<', own.version)
    .limit(limit)
    .forUpdate()
    .execute();
  for (const { id, campaign, number, sealed, seal_version } of rows) {
    const again = reseal(own, sealed, seal_version, `asp:${campaign}:${number}`);
    await trx.updateTable('asp_row').set(again).where('id', '=', id).execute();
  }
  return rows.length;
}

async function documents(trx: Transaction<Database>, own: SchoolVault, limit: number): Promise<number> {
  const rows = await trx
    .selectFrom('school_document')
    .select(['id', 'kind', 'subject', 'sealed', 'seal_version'])
    .where('school', '=', own.school)
    .where('seal_version', '<', own.version)
    .limit(limit)
    .forUpdate()
    .execute();
  for (const { id, kind, subject, sealed, seal_version } of rows) {
    const again = reseal(own, sealed, seal_version, `document:${kind}:${subject}`);
    await trx.updateTable('school_document').set(again).where('id', '=', id).execute();
  }
  return rows.length;
}

async function acceptances(trx: Transaction<Database>, own: SchoolVault, limit: number): Promise<number> {
  const rows = await trx
    .selectFrom('month_acceptance')
    .select(['act', 'sealed', 'seal_version'])
    .where('school', '=', own.school)
    .where('seal_version', '<', own.version)
    .limit(limit)
    .forUpdate()
    .execute();
  for (const { act, sealed, seal_version } of rows) {
    const again = reseal(own, sealed, seal_version, `acceptance:${act}`);
    await trx.updateTable('month_acceptance').set(again).where('act', '=', act).execute();
  }
  return rows.length;
}

function reseal(own: SchoolVault, sealed: Buffer, version: number, context: string) {
  const { version: seal_version, sealed: again } = own.seal(
    own.unseal({ version, sealed }, context),
    context,
  );
  return { sealed: again, seal_version };
}
