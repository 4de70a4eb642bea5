import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import { runDays } from '../../attendance/reconcile/run.ts';
import { SchoolCache } from '../../attendance/store/school-cache.ts';
import type { SchoolFacts } from '../../attendance/store/school-facts.ts';
import type { Database } from '../../db/index.ts';
import { addMonths, monthOf } from '../../month/month.ts';
import { addDays, datesBetween } from '../../people/index.ts';
import { type Random, seededRandom } from '../random.ts';
import { BUILDING } from '../seed-places.ts';
import { HistoryDelivery } from './deliver.ts';
import { HistoryJournal } from './history-journal.ts';
import { enterNotes, inventIllnesses } from './illnesses.ts';
import { inventDay, type Visitor } from './invent-day.ts';
import { prepareMonth } from './prepare-month.ts';
import { type CardHolder, readHolders, troubledClass } from './read-holders.ts';

export interface HistoryOptions {
  /** Connected as `jobs`. */
  readonly db: Kysely<Database>;
  /** Connected as `ingest`. */
  readonly ingest: Pool;
  readonly school: string;
  readonly gateway: string;
  readonly lanes: readonly string[];
  readonly now: Date;
  /** False only where losing everything is agreed (tests on a server without fsync). */
  readonly requireDurable?: boolean;
}

export interface SeededHistory {
  readonly from: string;
  readonly days: number;
  readonly events: number;
}

const MINUTE = 60_000;
/** The gateway is on from half an hour before opening until as long after closing. */
const AROUND_MS = 30 * MINUTE;

/**
 * Gives the demonstration school a past: every school day of the month before this one and of this month until
 * yesterday, journaled as a gateway would have, delivered through ingest, computed; the month before is checked off by
 * all classes but one, whose teacher still has lessons to decide.
 * @returns undefined where the gateway has spoken already
 */
export async function seedHistory(options: HistoryOptions): Promise<SeededHistory | undefined> {
  const { db, gateway, school, now } = options;
  const spoken = await db
    .selectFrom('event_mark')
    .select('through')
    .where('gateway', '=', gateway)
    .executeTakeFirst();
  const cache = new SchoolCache();
  const facts = await cache.forReading(db, school);
  if (spoken !== undefined || facts === undefined) return undefined;
  const today = facts.dayOf(now.getTime());
  const month = addMonths(monthOf(today), -1);
  const days = datesBetween(month, addDays(today, -1)).filter((day) => isSchoolDay(facts, day));
  const [first] = days;
  const to = days.at(-1);
  if (first === undefined || to === undefined) return undefined;
  const events = await deliverDays(options, facts, days);
  const run = {
    kind: 'rebuild',
    school,
    from: first,
    to,
    dryRun: false,
    cache,
    now: () => now.getTime(),
  } as const;
  for await (const _ of runDays(db, run)) {
    // Each day is in the database when it is here.
  }
  await prepareMonth(db, cache, { school, month, now });
  return { from: first, days: days.length, events };
}

const isSchoolDay = (facts: SchoolFacts, day: string): boolean =>
  [...facts.calendar.classes.keys()].some((id) => facts.timetabled(id, day).lessons.length > 0);

async function deliverDays(
  options: HistoryOptions,
  facts: SchoolFacts,
  days: readonly string[],
): Promise<number> {
  const { db, ingest, school, gateway, lanes } = options;
  const holders = await readHolders(db, school);
  const troubled = await troubledClass(db, school);
  const random = seededRandom(Date.parse(days[0] as string) / 1_000);
  const illnesses = inventIllnesses(random, holders, days);
  await enterNotes(db, school, illnesses);
  const journal = new HistoryJournal();
  const delivery = new HistoryDelivery(ingest, gateway, options.requireDurable ?? true);
  await delivery.start();
  try {
    await delivery.greet(journal, facts.window(days[0] as string).opens - AROUND_MS);
    for (const [index, day] of days.entries()) {
      const ill = new Set(
        illnesses.filter((each) => each.firstDay <= day && day <= each.lastDay).map(({ person }) => person),
      );
      const visitors = holders
        .filter(({ person }) => !ill.has(person))
        .map((holder) => visitorOf(random, facts, holder, troubled, day));
      // Once, lately, the entrance was off while the first shift came.
      const outage = index === days.length - 2;
      journalDay(journal, facts, day, inventDay(random, visitors, { building: BUILDING, lanes }), outage);
      await delivery.deliver(journal);
    }
  } finally {
    await delivery.stop();
  }
  return journal.seq;
}

/** Pupils by the lessons of their class; staff as if they had the day of the school. */
function visitorOf(
  random: Random,
  facts: SchoolFacts,
  { token, blocked, class: of }: CardHolder,
  troubled: string | undefined,
  day: string,
): Visitor {
  const { opens } = facts.window(day);
  const shift = {
    n: 0,
    start: opens + random.int(70, 90) * MINUTE,
    end: opens + random.int(480, 660) * MINUTE,
  };
  const lessons = of === undefined ? [shift] : facts.timetabled(of, day).lessons;
  return { token, blocked, lessons, troubled: of !== undefined && of === troubled };
}

/** Opens the day, says `alive` each minute, and closes the account of the date. */
function journalDay(
  journal: HistoryJournal,
  facts: SchoolFacts,
  day: string,
  passings: ReturnType<typeof inventDay>,
  outage: boolean,
): void {
  const { opens, closes } = facts.window(day);
  const [from, until] = [opens - AROUND_MS, closes + AROUND_MS];
  const off = outage ? { from: opens + 100 * MINUTE, until: opens + 130 * MINUTE } : { from: until, until };
  const alive = Array.from({ length: (until - from) / MINUTE }, (_, n) => ({
    at: from + n * MINUTE,
    kind: 'alive' as const,
  }));
  const restarts = [from, ...(outage ? [off.until] : [])];
  const seen = [...alive, ...passings]
    .filter(({ at }) => at > from && at < until && !(at >= off.from && at <= off.until))
    .sort((a, b) => a.at - b.at);
  let boot = '';
  let booted = 0;
  const stamp = (at: number) => ({ at, boot, mono: at - booted, clock: 'synced' as const });
  for (const draft of seen) {
    while (restarts[0] !== undefined && restarts[0] <= draft.at) {
      booted = restarts.shift() as number;
      boot = `history-${booted}`;
      journal.add({ ...stamp(booted), kind: 'power_up' });
    }
    journal.add({ ...draft, ...stamp(draft.at) });
  }
  journal.closeDay(day, stamp(until));
}
