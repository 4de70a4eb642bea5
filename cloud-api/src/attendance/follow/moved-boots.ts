import { isStepped } from '../../ingest/group/coverage.ts';
import type { CoverageChange } from '../../ingest/stored.ts';
import type { ClockFact } from '../fold/facts.ts';
import { bootKey, clockBook, correctedTime } from '../rules/r14-clock.ts';
import { asEvent } from '../rules/r14-gap.ts';
import type { Beginnings } from '../rules/r14-step.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import type { Sql } from '../store/sql.ts';
import type { WholeDay } from './sort-events.ts';

/** A boot of which events were stored before, and whose times change, or bounds of them, by what has now arrived. */
export interface MovedBoot {
  readonly school: string;
  readonly gateway: string;
  readonly boot: string;
  /** When all of it had arrived, by the cloud's clock. */
  readonly receivedAt: number;
}

/**
 * Boots whose clock turns out to have been stepped, or set for the first time (R14), where that changes what is known of
 * when they began; and those without a time that another boot has followed: what comes behind them bounds them.
 * @param clocks what is known now of the boots in which the changes begin
 */
export function movedBoots(
  changes: readonly CoverageChange[],
  clocks: readonly ClockFact[],
  futureMsOf: (school: string) => number,
): MovedBoot[] {
  const book = clockBook(clocks);
  const facts = Map.groupBy(clocks, ({ gateway, boot }) => bootKey(gateway, boot));
  const stepped = new Map<string, MovedBoot>();
  const followed: MovedBoot[] = [];
  for (const { school, gateway, from, until, receivedAt } of changes) {
    if (from === undefined || until === undefined) continue;
    const key = bootKey(gateway, from.boot);
    const moved = { school, gateway, boot: from.boot, receivedAt };
    if (from.boot === until.boot) {
      if (isStepped(from, until) && !stepped.has(key)) stepped.set(key, moved);
      continue;
    }
    const at = correctedTime(asEvent(gateway, from), book);
    if (at === undefined || at > receivedAt + futureMsOf(school)) followed.push(moved);
  }
  return [
    ...[...stepped].filter(([key, boot]) => isMoved(boot, facts.get(key) ?? [])).map(([, boot]) => boot),
    ...followed,
  ];
}

/** Whether what the cloud heard since then bounds the boot otherwise than what it had heard before. */
function isMoved({ receivedAt }: MovedBoot, facts: readonly ClockFact[]): boolean {
  const known = facts.filter((fact) => !('heardAt' in fact) || fact.heardAt < receivedAt);
  const [before, now] = [boundsBy(known), boundsBy(facts)];
  return before?.earliest !== now?.earliest || before?.latest !== now?.latest;
}

const boundsBy = (facts: readonly ClockFact[]): Beginnings | undefined =>
  clockBook(facts).values().next().value?.began;

/** Every day on which anything of these boots may lie, or may have been taken to lie; all without a beginning. */
export async function daysOfBoots(
  sql: Sql,
  boots: readonly MovedBoot[],
  schools: ReadonlyMap<string, SchoolFacts>,
  cause: 'stepped' | 'undated',
): Promise<WholeDay[]> {
  const days: WholeDay[] = [];
  for (const { gateway, boot, receivedAt, school } of distinct(boots)) {
    const facts = schools.get(school);
    const known = facts?.gateways.get(gateway);
    if (facts === undefined || known === undefined) continue;
    const { rows } = await sql.query<{ since: string | number | null }>(
      'select vratar_boot_since($1, $2) as since',
      [gateway, boot],
    );
    const since = rows[0]?.since ?? null;
    const from = since === null ? EVER : facts.dayOf(Math.min(Number(since), receivedAt));
    const all = { from, to: facts.dayOf(receivedAt), cause, patient: true };
    for (const each of [school, ...known.guests]) days.push({ school: each, ...all });
  }
  return days;
}

const EVER = '2000-01-01';

/** Each boot once, with its last arrival. */
function distinct(boots: readonly MovedBoot[]): Iterable<MovedBoot> {
  const byBoot = new Map<string, MovedBoot>();
  for (const each of boots) {
    const key = `${each.gateway}\n${each.boot}`;
    const receivedAt = Math.max(each.receivedAt, byBoot.get(key)?.receivedAt ?? each.receivedAt);
    byBoot.set(key, { ...each, receivedAt });
  }
  return byBoot.values();
}
