import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../audit/index.ts';
import type { LaneTable } from '../people/tables/places.ts';
import type { RosterContext } from '../roster/index.ts';
import { gatewayHere } from './gateway-here.ts';
import { assertNeverUsed, assertNotRuled } from './lane-in-use.ts';

export interface NewLane {
  /** As events name it. */
  readonly id: string;
  readonly name: string;
  readonly kind: LaneTable['kind'];
  readonly zone?: string | null;
}

/** Enters a lane of a gateway in service. @throws VratarError `register_unknown`, `gateway_retired`, `register_known` */
export async function addLane(context: RosterContext, gateway: string, lane: NewLane): Promise<void> {
  const { trx, school } = context;
  const { building, state } = await gatewayHere(context, gateway);
  if (state === 'retired') throw new VratarError('gateway_retired', { gateway });
  const row = await trx
    .insertInto('lane')
    .values({ ...lane, gateway, school, building, zone: lane.zone ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('register_known', { what: 'lane' }, { field: 'body/id' });
  await log(context, gateway, lane.id, { added: true });
}

/** Corrects name, kind or zone of a lane; its identifier is in events and stays. @throws VratarError `register_unknown` */
export async function correctLane(
  context: RosterContext,
  place: { readonly gateway: string; readonly lane: string },
  values: Partial<Omit<NewLane, 'id'>>,
): Promise<void> {
  const { trx, school } = context;
  const { numUpdatedRows } = await trx
    .updateTable('lane')
    .set(values)
    .where('gateway', '=', place.gateway)
    .where('id', '=', place.lane)
    .where('school', '=', school)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw unknown('lane');
  await log(context, place.gateway, place.lane, { changed: Object.keys(values) });
}

/**
 * Takes a lane out that was entered by mistake, or was never built.
 * @throws VratarError `register_unknown`, `lane_in_rules`, `lane_passed`, `lane_unheard`
 */
export async function removeLane(
  context: RosterContext,
  place: { readonly gateway: string; readonly lane: string },
): Promise<void> {
  const { trx, school } = context;
  const { gateway, lane } = place;
  const { state, retired_at: retiredAt } = await gatewayHere(context, gateway);
  await assertNotRuled(context, place);
  await assertNeverUsed(context, { ...place, state, retiredAt });
  const { numDeletedRows } = await trx
    .deleteFrom('lane')
    .where('gateway', '=', gateway)
    .where('id', '=', lane)
    .where('school', '=', school)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw unknown('lane');
  await log(context, gateway, lane, { removed: true });
}

/** Names a gateway anew; its identifier is in topics and stays. @throws VratarError `register_unknown` */
export async function renameGateway(context: RosterContext, gateway: string, name: string): Promise<void> {
  await gatewayHere(context, gateway);
  await context.trx.updateTable('gateway').set({ name }).where('id', '=', gateway).execute();
  await audit(context.trx, {
    action: 'register_changed',
    subject: `gateway:${gateway}`,
    detail: { changed: ['name'] },
  });
}

async function log({ trx }: RosterContext, gateway: string, lane: string, detail: object): Promise<void> {
  await audit(trx, {
    action: 'register_changed',
    subject: `lane:${gateway}/${lane}`,
    detail: { ...detail },
  });
}

const unknown = (what: string) => new VratarError('register_unknown', { what }, { field: 'params' });
