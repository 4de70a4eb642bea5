import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { StoredEvent, StoredHook } from '../../ingest/stored.ts';
import { credentialHistory } from '../rules/r12-credential.ts';
import { type ClockBook, clockBook } from '../rules/r14-clock.ts';
import { siteToken } from '../store/event-fact.ts';
import { readClocks } from '../store/evidence.ts';
import { readHolders, type SiteToken } from '../store/holders.ts';
import type { SchoolCache } from '../store/school-cache.ts';
import { type Sql, sqlOver } from '../store/sql.ts';
import { noteDirty } from './dirty.ts';
import { movesOf } from './moves.ts';
import { noteOdd } from './odd.ts';
import { concernsPresence, sortEvents } from './sort-events.ts';
import { uncovered } from './uncovered.ts';
import { updateDays } from './update-days.ts';

/**
 * Brings student-days up to date in the transaction that stores their events: one statement reads and one writes all
 * days of the group. What concerns a whole school is noted, and computed by a job.
 */
export function attendanceHook(schools: SchoolCache): StoredHook {
  return {
    name: 'attendance',
    async onStored(trx, events) {
      const relevant = events.filter(({ event }) => concernsPresence(event.kind));
      if (relevant.length === 0) return;
      await follow(trx, relevant, schools);
    },
    async onCoverage(trx, changes) {
      const facts = await schools.current(trx, [...new Set(changes.map(({ school }) => school))]);
      await noteDirty(sqlOver(trx), uncovered(changes, facts));
    },
  };
}

async function follow(
  trx: Transaction<Database>,
  events: readonly StoredEvent[],
  schools: SchoolCache,
): Promise<void> {
  const sql = sqlOver(trx);
  const facts = await schools.current(trx, [...new Set(events.map((event) => event.school))]);
  const { personal, whole, odd } = sortEvents(events, facts, await clocksOf(sql, events));
  const tokens = new Map<string, SiteToken>();
  for (const { site, token } of personal) tokens.set(siteToken(site, token), { site, token });
  const history = credentialHistory(await readHolders(sql, [...tokens.values()]));
  await updateDays(trx, movesOf(personal, history), schools, facts);
  await noteOdd(sql, odd);
  await noteDirty(sql, whole);
}

async function clocksOf(sql: Sql, events: readonly StoredEvent[]): Promise<ClockBook> {
  const boots = new Map<string, { gateway: string; boot: string }>();
  for (const { gateway, event } of events)
    boots.set(`${gateway}\n${event.boot}`, { gateway, boot: event.boot });
  return clockBook(await readClocks(sql, [...boots.values()]));
}
