import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { fleetView } from '../fleet/fleet-view.ts';
import { schoolToday } from '../people/school-today.ts';
import type { RosterContext } from '../roster/index.ts';

interface LanePlace {
  readonly gateway: string;
  readonly lane: string;
}

/**
 * Rules name lanes by their identifier alone: one that another gateway has, too, stays in them by that one.
 * @throws VratarError `lane_in_rules` for a lane that the rules of today, or of a later day, name
 */
export async function assertNotRuled(
  { trx, school, now }: RosterContext,
  { gateway, lane }: LanePlace,
): Promise<void> {
  // Locked: two of one name that are taken out at one moment do not each count on the other.
  const alike = await trx
    .selectFrom('lane as l')
    .innerJoin('gateway as g', 'g.id', 'l.gateway')
    .select('l.gateway')
    .where('l.school', '=', school)
    .where('l.id', '=', lane)
    .where('g.state', '<>', 'retired')
    .orderBy('l.gateway')
    .forUpdate('l')
    .execute();
  if (alike.some((one) => one.gateway !== gateway)) return;
  const today = await schoolToday(trx, school, now);
  const versions = await trx
    .selectFrom('gate_rules')
    .select(['holds_from', 'rules'])
    .where('school', '=', school)
    .where('withdrawn_at', 'is', null)
    .orderBy('holds_from', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute();
  const past = versions.findIndex(({ holds_from }) => holds_from <= today);
  const alive = past === -1 ? versions : versions.slice(0, past + 1);
  const named = alive.some(({ rules: { groups, laneModes, twoCards = [] } }) =>
    [...groups, ...laneModes, ...twoCards].some(({ lanes }) => lanes?.includes(lane)),
  );
  if (named) throw new VratarError('lane_in_rules', { lane });
}

/** By then no worker takes anything from a retired gateway, whatever it has not heard. */
const HEARD_BY_ALL_MS = 60_000;

/**
 * Events name their lane for ever, and attendance, muster and evidence show where somebody went by it; so do those that
 * this release could not read yet. A gateway that is away, or has not delivered everything, may have such events that
 * nobody here has seen. From one that is retired none are taken any more, once every worker knows it. Of one that never
 * said anything nobody can know, and most such lanes are slips of whoever enters them: should it have worked without a
 * network, its events are kept all the same, and have their place again when the lane is entered under its identifier.
 * @throws VratarError `lane_passed`, `lane_unheard`
 */
export async function assertNeverUsed(
  { trx, now }: RosterContext,
  {
    gateway,
    lane,
    state,
    retiredAt,
  }: LanePlace & { readonly state: 'new' | 'enrolled' | 'retired'; readonly retiredAt: Date | null },
): Promise<void> {
  const named = `"lane":${JSON.stringify(lane)}`;
  const { rows } = await sql`
    (select from event where gateway = ${gateway} and strpos(line, ${named}) > 0 limit 1)
    union all (select from event_quarantine where gateway = ${gateway}
      and position(convert_to(${named}, 'UTF8') in bytes) > 0 limit 1)`.execute(trx);
  if (rows.length > 0) throw new VratarError('lane_passed', { gateway, lane });
  if (state === 'retired' && retiredAt !== null && now.getTime() - retiredAt.getTime() > HEARD_BY_ALL_MS)
    return;
  const [condition] = await fleetView(trx, now.getTime(), { gateway });
  if (state === 'new' && condition?.state === 'never') return;
  if (condition?.state !== 'online' || condition.backlog !== 0)
    throw new VratarError('lane_unheard', { gateway, lane });
}
