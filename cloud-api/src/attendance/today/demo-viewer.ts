import { VratarError } from '@vratar/protocol/errors';
import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { DEMO } from '../../demo-school/index.ts';
import type { ViewerOf } from './viewer.ts';

/**
 * Shows the demonstration school to whoever reaches the page: its people are invented, and no institution has its
 * code. Every other school needs an account.
 * @param db connected as `jobs`
 */
export function demoViewer(db: Kysely<Database>): ViewerOf {
  let school: string | undefined;
  return async () => {
    school ??= await demoSchool(db);
    if (school === undefined) throw new VratarError('presence_no_account');
    return { school, names: 'all' };
  };
}

async function demoSchool(db: Kysely<Database>): Promise<string | undefined> {
  const found = await db.selectFrom('school').select('id').where('code', '=', DEMO.code).executeTakeFirst();
  return found?.id;
}
