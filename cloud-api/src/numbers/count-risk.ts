import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { SchoolCache } from '../attendance/store/school-cache.ts';
import { eachAlone } from '../db/each-alone.ts';
import { type Database, inSchool } from '../db/index.ts';
import { schoolToday } from '../people/school-today.ts';
import { reasonsIn } from '../reports/kinds/risk-reasons.ts';
import { yearTotals } from '../reports/kinds/year-totals.ts';

/**
 * Counts each school's pupils at risk, by the school's own limits, and keeps the numbers.
 * @param db connected as `jobs`; each school in a transaction of its own
 * @throws AggregateError after all schools, of those that failed
 */
export async function countRisk(db: Kysely<Database>, now: Date, log: Logger): Promise<void> {
  const cache = new SchoolCache();
  const schools = await db.selectFrom('school').select('id').orderBy('id').execute();
  const failed = (school: string, err: unknown) => log.error({ err, school }, 'pupils at risk not counted');
  const ids = schools.map(({ id }) => id);
  const ofSchool = (school: string) =>
    inSchool(db, { school }, async (trx) => {
      const choices = (await cache.forReading(trx, school))?.choices;
      if (choices === undefined) return;
      const as_of = await schoolToday(trx, school, now);
      const rows = await yearTotals(trx, school, as_of);
      const count = (selection: 'risk' | 'dropout') =>
        rows.filter((row) => reasonsIn(selection, row, choices).length > 0).length;
      const counted = {
        as_of,
        pupils: rows.length,
        at_risk: count('risk'),
        dropping_out: count('dropout'),
      };
      await trx
        .insertInto('risk_count')
        .values({ school, ...counted })
        .onConflict((conflict) => conflict.column('school').doUpdateSet(counted))
        .execute();
    });
  await eachAlone(ids, ofSchool, failed);
}
