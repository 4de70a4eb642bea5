import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { loadSchoolFacts, type SchoolFacts } from './school-facts.ts';
import { type Sql, sqlOver } from './sql.ts';

/**
 * More than a country has: in the morning every school speaks within a minute, and one that has to be read again costs
 * what a hundred taps do. A school takes a hundred kilobytes.
 */
const MOST_SCHOOLS = 5_000;

/** Facts of schools, kept while their version stands. One for each process; many transactions share it. */
export class SchoolCache {
  readonly #facts = new Map<string, SchoolFacts>();
  readonly #limit: number;

  constructor(limit = MOST_SCHOOLS) {
    this.#limit = limit;
  }

  /**
   * Facts of the schools that exist, at least as new as the transaction sees them. The transaction holds up the
   * barrier of these schools until it ends, so that whoever changes facts can wait for it.
   */
  async current(
    trx: Kysely<Database>,
    schools: readonly string[],
  ): Promise<ReadonlyMap<string, SchoolFacts>> {
    const sql = sqlOver(trx);
    // A statement of its own: the next one's snapshot must be younger than the lock.
    await sql.query(
      `select pg_advisory_xact_lock_shared(hashtextextended(k, 3)) from (select unnest($1::text[]) as k order by 1) s`,
      [schools],
    );
    const { rows } = await sql.query<{ school: string; version: number | null }>(
      `select k.school, f.version from unnest($1::uuid[]) as k(school)
       left join attendance_facts f on f.school = k.school`,
      [schools],
    );
    const found = new Map<string, SchoolFacts>();
    for (const { school, version } of rows) {
      const facts = await this.#atLeast(trx, school, Number(version ?? 0));
      if (facts !== undefined) found.set(school, facts);
    }
    return found;
  }

  /** Facts of one school for somebody who only reads; no barrier waits for them. */
  async forReading(trx: Kysely<Database>, school: string): Promise<SchoolFacts | undefined> {
    const { rows } = await sqlOver(trx).query<{ version: number }>(
      'select version from attendance_facts where school = $1',
      [school],
    );
    return this.#atLeast(trx, school, Number(rows[0]?.version ?? 0));
  }

  async #atLeast(trx: Kysely<Database>, school: string, version: number): Promise<SchoolFacts | undefined> {
    const kept = this.#facts.get(school);
    if (kept !== undefined && kept.version >= version) return kept;
    const facts = await loadSchoolFacts(trx, school);
    if (facts === undefined) return undefined;
    this.#facts.delete(school);
    this.#facts.set(school, facts);
    for (const oldest of this.#facts.keys()) {
      if (this.#facts.size <= this.#limit) break;
      this.#facts.delete(oldest);
    }
    return facts;
  }
}

/** Waits until every transaction that read facts of the school before now has ended. */
export async function barrier(sql: Sql, school: string): Promise<void> {
  await sql.query(`select pg_advisory_lock(k), pg_advisory_unlock(k) from hashtextextended($1::text, 3) k`, [
    school,
  ]);
}
