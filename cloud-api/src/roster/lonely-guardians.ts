import type { RosterContext } from './context.ts';

/** Guardians who have no child in the school but these. */
export async function lonelyGuardians(
  { trx }: Pick<RosterContext, 'trx'>,
  children: readonly string[],
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('guardianship as g')
    .select('g.guardian')
    .distinct()
    .where('g.child', 'in', children)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('guardianship as other')
            .select('other.id')
            .whereRef('other.guardian', '=', 'g.guardian')
            .where('other.child', 'not in', children),
        ),
      ),
    )
    .execute();
  return rows.map((row) => row.guardian);
}
