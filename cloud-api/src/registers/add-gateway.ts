import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../audit/index.ts';
import { siteKeys } from '../cards/index.ts';
import { siteChanged } from '../cards/list-changes.ts';
import type { RosterContext } from '../roster/index.ts';
import type { NewGateway } from './schemas.ts';

/** Enters a gateway with its lanes; its site gets a key and a list. @throws VratarError `gateway_known`, `register_known` */
export async function addGateway(context: RosterContext, added: NewGateway): Promise<void> {
  const { trx, vault, school } = context;
  const { lanes, ...gateway } = added;
  if (new Set(lanes.map((lane) => lane.id)).size < lanes.length)
    throw new VratarError('register_known', { what: 'lane' }, { field: 'body/lanes' });
  const row = await trx
    .insertInto('gateway')
    .values({ ...gateway, school })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('gateway_known', { gateway: added.id });
  if (lanes.length > 0) {
    const rows = lanes.map(({ zone, ...lane }) => ({
      ...lane,
      gateway: added.id,
      school,
      building: added.building,
      zone: zone ?? null,
    }));
    await trx.insertInto('lane').values(rows).execute();
  }
  await siteKeys(trx, vault, added.site);
  await siteChanged(trx, added.site);
  await audit(trx, {
    action: 'register_changed',
    subject: `gateway:${added.id}`,
    detail: { added: true, lanes: lanes.length },
  });
}
