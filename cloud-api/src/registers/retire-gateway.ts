import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../audit/index.ts';
import { fleetView } from '../fleet/fleet-view.ts';
import type { RosterContext } from '../roster/index.ts';
import { gatewayHere } from './gateway-here.ts';

export interface Retirement {
  /** Until when it stood in service; now unless told. Until then its silence is doubt. */
  readonly servedUntil?: Date;
  /** Also where it may hold events that have not arrived: nobody will ever see them. */
  readonly giveUp?: boolean;
}

/**
 * Takes a gateway out of service, for good or until it is put back: from this commit on it gets no list, no key and no
 * command, what it sends is not taken, the embedded broker turns it away, and no day waits for it.
 * @throws VratarError `register_unknown`, `gateway_retired`, `gateway_undelivered`, `served_until_invalid`
 */
export async function retireGateway(
  context: RosterContext,
  gateway: string,
  { servedUntil, giveUp = false }: Retirement,
): Promise<void> {
  const { trx, now } = context;
  const { state } = await gatewayHere(context, gateway);
  if (state === 'retired') throw new VratarError('gateway_retired', { gateway });
  const until = servedUntil ?? now;
  if (until > now) throw new VratarError('served_until_invalid', {}, { field: 'body/servedUntil' });
  const delivered = await hasDelivered(context, gateway, state);
  if (!delivered && !giveUp) throw new VratarError('gateway_undelivered', { gateway });
  await trx
    .updateTable('gateway')
    .set({ state: 'retired', retired_at: now, served_until: until })
    .where('id', '=', gateway)
    .execute();
  await audit(trx, {
    action: 'gateway_retired',
    subject: `gateway:${gateway}`,
    detail: { servedUntil: until.toISOString(), ...(delivered ? {} : { gaveUp: true }) },
  });
}

/**
 * Puts a retired gateway back into service: it delivers what it has kept, and the days since then are in doubt until it has.
 * @throws VratarError `register_unknown`, `gateway_in_service`
 */
export async function reinstateGateway(context: RosterContext, gateway: string): Promise<void> {
  const { trx } = context;
  const { state } = await gatewayHere(context, gateway);
  if (state !== 'retired') throw new VratarError('gateway_in_service', { gateway });
  const greeted = await trx
    .selectFrom('event_mark')
    .select('gateway')
    .where('gateway', '=', gateway)
    .executeTakeFirst();
  await trx
    .updateTable('gateway')
    .set({ state: greeted === undefined ? 'new' : 'enrolled', retired_at: null, served_until: null })
    .where('id', '=', gateway)
    .execute();
  await audit(trx, { action: 'gateway_reinstated', subject: `gateway:${gateway}` });
}

/** Whether nothing of it can still be on its way, by its own last word; one that never said anything has nothing. */
async function hasDelivered(
  { trx, now }: RosterContext,
  gateway: string,
  state: 'new' | 'enrolled',
): Promise<boolean> {
  const [condition] = await fleetView(trx, now.getTime(), { gateway });
  if (condition?.state === 'never') return state === 'new';
  return (condition?.state === 'online' || condition?.state === 'stopped') && condition.backlog === 0;
}
