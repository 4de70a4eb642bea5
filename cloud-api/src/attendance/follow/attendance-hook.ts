import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { CoverageChange, StoredEvent, StoredHook } from '../../ingest/stored.ts';
import { credentialHistory } from '../rules/r12-credential.ts';
import { type ClockBook, clockBook } from '../rules/r14-clock.ts';
import { distinctBoots, readClocks } from '../store/clocks.ts';
import { dateGaps } from '../store/date-gaps.ts';
import { siteToken } from '../store/event-fact.ts';
import { readHolders, type SiteToken } from '../store/holders.ts';
import type { SchoolCache } from '../store/school-cache.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import { type Sql, sqlOver } from '../store/sql.ts';
import { BegunDays } from './begun-days.ts';
import { noteDirty } from './dirty.ts';
import { daysOfBoots, movedBoots } from './moved-boots.ts';
import { movesOf } from './moves.ts';
import { noteOdd } from './odd.ts';
import { concernsPresence, sortEvents, type WholeDay } from './sort-events.ts';
import { uncovered } from './uncovered.ts';
import { updateDays } from './update-days.ts';

/**
 * Brings student-days up to date in the transaction that stores their events: one statement reads and one writes all
 * days of the group. What concerns a whole school, and what is late, is noted, and computed by a job.
 */
export function attendanceHook(schools: SchoolCache): StoredHook {
  const begun = new BegunDays();
  return {
    name: 'attendance',
    async onStored(trx, events, coverage) {
      const relevant = events.filter(({ event }) => concernsPresence(event.kind));
      const concerned = new Set([...relevant, ...coverage].map(({ school }) => school));
      if (concerned.size === 0) return;
      const facts = await schools.current(trx, [...concerned]);
      const notes = relevant.length === 0 ? [] : await follow(trx, relevant, schools, facts, begun);
      // All of them at once: who notes twice may wait in a circle with who notes in another order.
      await noteDirty(sqlOver(trx), [...notes, ...(await doubted(sqlOver(trx), coverage, facts))]);
    },
  };
}

/** @returns days that a job has to compute */
async function follow(
  trx: Transaction<Database>,
  events: readonly StoredEvent[],
  schools: SchoolCache,
  facts: ReadonlyMap<string, SchoolFacts>,
  begun: BegunDays,
): Promise<WholeDay[]> {
  const sql = sqlOver(trx);
  const sorted = sortEvents(events, facts, await clocksOf(sql, events));
  const { personal, odd } = sorted;
  await noteOdd(sql, odd);
  const unbounded = sorted.unbounded.map(({ event, ...each }) => ({ ...each, boot: event.boot }));
  const whole = [...sorted.whole, ...(await daysOfBoots(sql, unbounded, facts, 'undated'))];
  if (personal.length === 0) return whole;
  const tokens = new Map<string, SiteToken>();
  for (const { site, token } of personal) tokens.set(siteToken(site, token), { site, token });
  const history = credentialHistory(await readHolders(sql, [...tokens.values()]));
  const days = await updateDays(trx, movesOf(personal, history), schools, facts);
  return [...whole, ...begun.fresh(days, Math.max(...events.map(({ receivedAt }) => receivedAt)))];
}

async function clocksOf(sql: Sql, events: readonly StoredEvent[]): Promise<ClockBook> {
  const boots = events.map(({ gateway, event }) => ({ gateway, boot: event.boot }));
  return clockBook(await readClocks(sql, distinctBoots(boots)));
}

/** By the same times by which a day's computation finds its gaps: else it would not be the day that is noted. */
async function doubted(
  sql: Sql,
  coverage: readonly CoverageChange[],
  schools: ReadonlyMap<string, SchoolFacts>,
): Promise<WholeDay[]> {
  const known = coverage.filter(({ school }) => schools.has(school));
  const dated = await dateGaps(sql, known, ({ school }) => schools.get(school)!.settings.futureMs);
  const ends = known.flatMap(({ gateway, from }) =>
    from === undefined ? [] : [{ gateway, boot: from.boot }],
  );
  const clocks = await readClocks(sql, distinctBoots(ends));
  const moved = movedBoots(known, clocks, (school) => schools.get(school)!.settings.futureMs);
  return [...uncovered(dated, schools), ...(await daysOfBoots(sql, moved, schools, 'stepped'))];
}
