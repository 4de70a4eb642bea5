import { VratarError } from '@vratar/protocol/errors';
import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * @param wish institution code, id, or `all`
 * @throws VratarError `school_unknown`
 */
export async function schoolsOf(
  db: Kysely<Database>,
  wish: string,
): Promise<readonly { readonly id: string; readonly code: string }[]> {
  const all = db.selectFrom('school').select(['id', 'code']).orderBy('code');
  if (wish === 'all') return all.execute();
  const found = await all.where(UUID.test(wish) ? 'id' : 'code', '=', wish).execute();
  if (found.length === 0) throw new VratarError('school_unknown', { code: wish }, { field: '--school' });
  return found;
}
