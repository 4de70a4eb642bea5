import { VratarError } from '@vratar/protocol/errors';
import { sql, type Transaction } from 'kysely';
import { audit } from '../audit/index.ts';
import { type Database, setScope } from '../db/index.ts';
import { findRegion, regionCode } from '../people/region-code.ts';

/**
 * Enters a municipality that is not known yet. It is no province: it has a code and a name of its own, and no schools
 * under it.
 * @param text its code, in large letters or small
 * @param trx connected as `jobs`
 * @throws VratarError `region_known` for the code of a province, or of a municipality of another name
 */
export async function enterMunicipality(
  trx: Transaction<Database>,
  text: string,
  named: string,
): Promise<void> {
  const [code, name] = [regionCode(text), named.trim()];
  const known = await findRegion(trx, code);
  const entered =
    known === undefined
      ? await trx
          .insertInto('region')
          .values({ code, name })
          .onConflict((conflict) => conflict.column('code').doNothing())
          .returning('id')
          .executeTakeFirst()
      : undefined;
  if (entered === undefined) return assertSame(trx, code, name);
  await setScope(trx, { school: '' });
  await audit(trx, { action: 'register_changed', subject: `region:${entered.id}`, detail: { added: true } });
}

async function assertSame(trx: Transaction<Database>, code: string, name: string): Promise<void> {
  const same = await trx
    .selectFrom('region as g')
    .select('g.id')
    .where(sql`upper(g.code)`, '=', code)
    .where('g.name', '=', name)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('school as s').select('s.id').whereRef('s.region', '=', 'g.id'))),
    )
    .executeTakeFirst();
  if (same === undefined) throw new VratarError('region_known', { code }, { field: '--region' });
}
