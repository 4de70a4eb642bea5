import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { SchoolDay } from '../fold/rebuild-student-day.ts';
import { addToTrail, emptyTrail, type Trail } from '../fold/trail.ts';
import { type DayBasis, dayKey } from '../store/day-basis.ts';
import { dayRow } from '../store/day-row.ts';
import { readBasis, readDays } from '../store/read-days.ts';
import type { SchoolCache } from '../store/school-cache.ts';
import { readSharedDays, type SharedDay, sharedKey } from '../store/school-days.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import { sqlOver } from '../store/sql.ts';
import { joinTrails, parseTrail, trailText } from '../store/trail-text.ts';
import { type DayWrite, writeDays } from '../store/write-days.ts';
import type { PersonMoves } from './moves.ts';
import type { WholeDay } from './sort-events.ts';

/** Another writer may overtake; more often than this means that something else is wrong. */
const ATTEMPTS = 20;

/**
 * Adds what happened to the days of persons, and writes those that it changes.
 * @returns days of schools that have just begun: a job gives everybody else of the school a row, too
 */
export async function updateDays(
  trx: Transaction<Database>,
  moved: readonly PersonMoves[],
  cache: SchoolCache,
  known: ReadonlyMap<string, SchoolFacts>,
): Promise<WholeDay[]> {
  let open = moved;
  const schools = new Map(known);
  const begun = new Map<string, WholeDay>();
  for (let attempt = 0; open.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) throw new VratarError('attendance_overtaken', { count: open.length });
    const overtaken = new Set(
      (await attemptUpdate(trx, open, cache, schools, begun)).map(({ row }) => dayKey(row.person, row.day)),
    );
    open = open.filter(({ person, day }) => overtaken.has(dayKey(person, day)));
  }
  return [...begun.values()];
}

async function attemptUpdate(
  trx: Transaction<Database>,
  moved: readonly PersonMoves[],
  cache: SchoolCache,
  schools: Map<string, SchoolFacts>,
  begun: Map<string, WholeDay>,
): Promise<readonly DayWrite[]> {
  const sql = sqlOver(trx);
  const stored = await readDays(sql, moved);
  const missing = moved.filter(({ person, day }) => !stored.has(dayKey(person, day)));
  const fresh = await readBasis(sql, missing);
  const basisOf = (key: string): DayBasis | undefined => stored.get(key)?.basis ?? fresh.get(key);
  const days = new Map<string, { school: string; day: string }>();
  for (const { person, day } of moved) {
    const school = basisOf(dayKey(person, day))?.school;
    if (school !== undefined) days.set(sharedKey(school, day), { school, day });
  }
  await learn(trx, cache, schools, days.values());
  const shared = await readSharedDays(sql, [...days.values()], 'share');
  for (const [key, { school, day }] of days) {
    if (!shared.has(key)) begun.set(key, { school, from: day, to: day, cause: 'new_day', patient: true });
  }
  const schoolDays = new Map<string, SchoolDay>();
  const writes: DayWrite[] = [];
  for (const moves of moved) {
    const key = dayKey(moves.person, moves.day);
    const basis = basisOf(key);
    const facts = basis === undefined ? undefined : schools.get(basis.school);
    if (basis === undefined || facts === undefined) continue;
    const before = stored.get(key);
    const trail = grown(parseTrail(before?.trail ?? ''), moves, facts);
    if (before !== undefined && (!basis.tracked || trailText(trail) === before.trail)) continue;
    const schoolDay = dayOf(schoolDays, shared, facts, basis.day);
    const row = dayRow(basis, trail, schoolDay, facts.timetabled(basis.class, basis.day));
    writes.push({ row, read: before?.revision ?? 0 });
  }
  return writeDays(sql, writes);
}

/** Facts of schools that are only known by a person's enrolment: guests of the site. */
async function learn(
  trx: Transaction<Database>,
  cache: SchoolCache,
  schools: Map<string, SchoolFacts>,
  days: Iterable<{ readonly school: string }>,
): Promise<void> {
  const missing = new Set([...days].map(({ school }) => school).filter((school) => !schools.has(school)));
  if (missing.size === 0) return;
  for (const [school, facts] of await cache.current(trx, [...missing])) schools.set(school, facts);
}

/** The trail with the moves at gateways that count for the person's school (R13). */
function grown(trail: Trail, { moves }: PersonMoves, facts: SchoolFacts): Trail {
  const more = emptyTrail();
  for (const { event, at, holder } of moves) {
    if (facts.gateways.has(event.gateway)) addToTrail(more, event, at, holder);
  }
  return joinTrails(trail, more);
}

const NOTHING_SHARED = { doubts: [], fires: [] };

function dayOf(
  built: Map<string, SchoolDay>,
  shared: ReadonlyMap<string, SharedDay>,
  facts: SchoolFacts,
  day: string,
): SchoolDay {
  const key = sharedKey(facts.school, day);
  let schoolDay = built.get(key);
  if (schoolDay === undefined) {
    const { doubts, fires } = shared.get(key) ?? NOTHING_SHARED;
    schoolDay = { settings: facts.settings, window: facts.window(day), doubts, fires };
    built.set(key, schoolDay);
  }
  return schoolDay;
}
