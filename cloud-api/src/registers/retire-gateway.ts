import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../audit/index.ts';
import { fleetView } from '../fleet/fleet-view.ts';
import type { RosterContext } from '../roster/index.ts';
import { gatewayHere } from './gateway-here.ts';
import { tellPrincipals } from './tell-principals.ts';

export interface Retirement {
  /** Until when it stood in service; now unless told. Until then its silence is doubt. */
  readonly servedUntil?: Date;
  /** Also where it may hold events that have not arrived: nobody will ever see them. */
  readonly giveUp?: boolean;
  /** Nobody goes in there any more; otherwise it is missed until another gateway of its building serves. */
  readonly entranceClosed?: boolean;
}

/**
 * Takes a gateway out of service, for good or until it is put back: from this commit on it gets no list, no key and no
 * command, what it sends is not taken, the embedded broker turns it away, and no day waits for it.
 * @throws VratarError `register_unknown`, `gateway_retired`, `gateway_undelivered`, `served_until_invalid`, `served_until_heard`
 */
export async function retireGateway(
  context: RosterContext,
  gateway: string,
  { servedUntil, giveUp = false, entranceClosed = false }: Retirement,
): Promise<void> {
  const { trx, now } = context;
  const { state, name } = await gatewayHere(context, gateway);
  if (state === 'retired') throw new VratarError('gateway_retired', { gateway });
  const until = servedUntil ?? now;
  if (until > now) throw new VratarError('served_until_invalid', {}, { field: 'body/servedUntil' });
  const { delivered, heardAt = 0 } = await lastWord(context, gateway, state);
  if (!delivered && !giveUp) throw new VratarError('gateway_undelivered', { gateway });
  if (!delivered && until.getTime() < heardAt) {
    const at = new Date(heardAt).toISOString();
    throw new VratarError('served_until_heard', { gateway, at }, { field: 'body/servedUntil' });
  }
  await trx
    .updateTable('gateway')
    .set({ state: 'retired', retired_at: now, served_until: until, entrance_closed: entranceClosed })
    .where('id', '=', gateway)
    .execute();
  await audit(trx, {
    action: 'gateway_retired',
    subject: `gateway:${gateway}`,
    detail: {
      servedUntil: until.toISOString(),
      ...(delivered ? {} : { gaveUp: true }),
      ...(entranceClosed ? { entranceClosed } : {}),
    },
  });
  await tellPrincipals(context, 'gateway_retired', name);
}

/**
 * Puts a retired gateway back into service: it delivers what it has kept, and the days since then are in doubt until it has.
 * @throws VratarError `register_unknown`, `gateway_in_service`
 */
export async function reinstateGateway(context: RosterContext, gateway: string): Promise<void> {
  const { trx } = context;
  const { state, name } = await gatewayHere(context, gateway);
  if (state !== 'retired') throw new VratarError('gateway_in_service', { gateway });
  const greeted = await trx
    .selectFrom('event_mark')
    .select('gateway')
    .where('gateway', '=', gateway)
    .executeTakeFirst();
  await trx
    .updateTable('gateway')
    .set({
      state: greeted === undefined ? 'new' : 'enrolled',
      retired_at: null,
      served_until: null,
      entrance_closed: false,
    })
    .where('id', '=', gateway)
    .execute();
  await trx
    .updateTable('gateway_note')
    .set({ cleared_at: context.now.getTime() })
    .where('gateway', '=', gateway)
    .where('code', '=', 'gateway_retired')
    .execute();
  await audit(trx, { action: 'gateway_reinstated', subject: `gateway:${gateway}` });
  await tellPrincipals(context, 'gateway_reinstated', name);
}

interface LastWord {
  /** Whether nothing of it can still be on its way; one that never said anything has nothing. */
  readonly delivered: boolean;
  /** When it was heard last, ms since 1970. */
  readonly heardAt?: number | undefined;
}

/** What a gateway said of itself last. */
async function lastWord(
  { trx, now }: RosterContext,
  gateway: string,
  state: 'new' | 'enrolled',
): Promise<LastWord> {
  const [condition] = await fleetView(trx, now.getTime(), { gateway });
  if (condition?.state === 'never') return { delivered: state === 'new' };
  const settled = condition?.state === 'online' || condition?.state === 'stopped';
  return { delivered: settled && condition.backlog === 0, heardAt: condition?.heardAt };
}
