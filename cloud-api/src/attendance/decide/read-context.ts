import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { SchoolCache } from '../store/school-cache.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import type { NamesOf } from '../today/names.ts';

/** What reading for somebody who decides stands on. The caller has checked the right and logs what was seen. */
export interface ReadContext {
  readonly trx: Transaction<Database>;
  readonly cache: SchoolCache;
  readonly names: NamesOf;
  readonly school: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** @throws VratarError `school_unknown` */
export async function factsOf({ trx, cache, school }: ReadContext): Promise<SchoolFacts> {
  const facts = await cache.forReading(trx, school);
  if (facts === undefined) throw new VratarError('school_unknown', { code: school });
  return facts;
}
