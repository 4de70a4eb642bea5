import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { fleetView } from '../fleet/fleet-view.ts';
import { schoolToday } from '../people/school-today.ts';
import type { RosterContext } from '../roster/index.ts';

/** @throws VratarError `lane_in_rules` for a lane that the rules of today, or of a later day, name */
export async function assertNotRuled({ trx, school, now }: RosterContext, lane: string): Promise<void> {
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

/**
 * Events name their lane for ever, and attendance, muster and evidence show where somebody went by it. A gateway that
 * is away, or has not delivered everything, may have such events that nobody here has seen.
 * @throws VratarError `lane_passed`, `lane_unheard`
 */
export async function assertNeverUsed(
  { trx, now }: RosterContext,
  { gateway, lane }: { readonly gateway: string; readonly lane: string },
): Promise<void> {
  const named = `"lane":${JSON.stringify(lane)}`;
  const { rows } = await sql`select from event
    where gateway = ${gateway} and strpos(line, ${named}) > 0 limit 1`.execute(trx);
  if (rows.length > 0) throw new VratarError('lane_passed', { gateway, lane });
  const [condition] = await fleetView(trx, now.getTime(), { gateway });
  if (condition?.state !== 'online' || condition.backlog !== 0)
    throw new VratarError('lane_unheard', { gateway, lane });
}
