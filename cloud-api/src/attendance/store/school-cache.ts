import type { SchoolFacts } from './school-facts.ts';
import type { Sql } from './sql.ts';

/** Reads a school's facts; undefined for a school that does not exist. */
export type LoadSchool = (school: string) => Promise<SchoolFacts | undefined>;

/** Facts of schools, kept while their version stands. One for each process; many transactions share it. */
export class SchoolCache {
  readonly #load: LoadSchool;
  readonly #facts = new Map<string, Promise<SchoolFacts | undefined>>();
  readonly #limit: number;

  constructor(load: LoadSchool, limit = 500) {
    this.#load = load;
    this.#limit = limit;
  }

  /**
   * Facts of the schools that exist, at least as new as `sql`'s transaction sees them. The transaction waits for a
   * barrier of these schools first, so that whoever changes facts can wait for it in turn.
   */
  async current(sql: Sql, schools: readonly string[]): Promise<ReadonlyMap<string, SchoolFacts>> {
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
    return this.#all(rows);
  }

  /** Facts of one school for somebody who only reads; no barrier waits for them. */
  async forReading(sql: Sql, school: string): Promise<SchoolFacts | undefined> {
    const { rows } = await sql.query<{ version: number }>(
      'select version from attendance_facts where school = $1',
      [school],
    );
    return this.#atLeast(school, Number(rows[0]?.version ?? 0));
  }

  async #all(
    rows: readonly { readonly school: string; readonly version: number | null }[],
  ): Promise<ReadonlyMap<string, SchoolFacts>> {
    const found = new Map<string, SchoolFacts>();
    for (const { school, version } of rows) {
      const facts = await this.#atLeast(school, Number(version ?? 0));
      if (facts !== undefined) found.set(school, facts);
    }
    return found;
  }

  async #atLeast(school: string, version: number): Promise<SchoolFacts | undefined> {
    const kept = await this.#facts.get(school);
    if (kept !== undefined && kept.version >= version) return kept;
    const loading = this.#load(school);
    this.#facts.delete(school);
    this.#facts.set(school, loading);
    loading.catch(() => this.#facts.delete(school));
    for (const oldest of this.#facts.keys()) {
      if (this.#facts.size <= this.#limit) break;
      this.#facts.delete(oldest);
    }
    return loading;
  }
}

/** Waits until every transaction that read facts of the school before now has ended. */
export async function barrier(sql: Sql, school: string): Promise<void> {
  await sql.query(`select pg_advisory_lock(k), pg_advisory_unlock(k) from hashtextextended($1::text, 3) k`, [
    school,
  ]);
}
