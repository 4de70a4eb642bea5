import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { SchoolVault, Vault } from '../../vault/index.ts';
import type { AcceptedDay } from '../tables.ts';
import type { MonthPicture } from './read-facts.ts';

/** What the seal is bound to. */
export const acceptanceContext = (act: number | string): string => `acceptance:${act}`;

/** Days that stand in the way of a signature, in order: what gateways counted and is not here, what nobody computed. */
export function openDaysOf({ open, unsettled }: Pick<MonthPicture, 'open' | 'unsettled'>): AcceptedDay[] {
  const unreconciled = open.map(
    ({ gateway, day, state, missing }): AcceptedDay => ({
      day,
      gateway,
      state: state as 'not_closed' | 'differs',
      missing,
    }),
  );
  const uncomputed = unsettled.map((day): AcceptedDay => ({ day, state: 'not_computed', missing: 0 }));
  return [...unreconciled, ...uncomputed].sort((a, b) => a.day.localeCompare(b.day));
}

interface Acceptance {
  readonly school: string;
  /** Of the signature. */
  readonly act: number;
  /** As the signer wrote it. */
  readonly name: string;
  readonly days: readonly AcceptedDay[];
}

/** Keeps by which name somebody answers for open days; the name is sealed with the school's key (I7). */
export async function keepAcceptance(
  trx: Transaction<Database>,
  vault: Vault,
  { school, act, name, days }: Acceptance,
): Promise<void> {
  const own = await vault.school(trx, school);
  const { version, sealed } = own.seal(Buffer.from(name), acceptanceContext(act));
  await trx
    .insertInto('month_acceptance')
    .values({ act, school, sealed, seal_version: version, days: JSON.stringify(days) })
    .execute();
}

/** The acceptances of a month by their acts. */
export async function readAcceptances(
  trx: Transaction<Database>,
  own: SchoolVault,
  acts: readonly number[],
): Promise<ReadonlyMap<string, Pick<Acceptance, 'name' | 'days'>>> {
  if (acts.length === 0) return new Map();
  const rows = await trx
    .selectFrom('month_acceptance')
    .select(['act', 'sealed', 'seal_version', 'days'])
    .where('act', 'in', acts)
    .execute();
  return new Map(
    rows.map(({ act, sealed, seal_version, days }) => {
      const name = own.unseal({ version: seal_version, sealed }, acceptanceContext(act)).toString();
      return [String(act), { name, days }];
    }),
  );
}
