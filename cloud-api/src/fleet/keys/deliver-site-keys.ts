import {
  isProven,
  type KeyReport,
  sealingPublicKey,
  signKeyDocument,
  siteKeyDocument,
} from '@vratar/protocol/keys';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { type SiteKey, siteKeys } from '../../cards/index.ts';
import { eachAlone } from '../../db/each-alone.ts';
import type { Database } from '../../db/index.ts';
import type { Vault } from '../../vault/index.ts';
import type { ListKeys } from './list-keys.ts';
import type { ReportedKeys } from './reported-keys.ts';
import { sendKey } from './send-key.ts';

export interface KeyDelivery {
  /** Connected as `jobs`. */
  readonly db: Kysely<Database>;
  readonly vault: Vault;
  readonly listKeys: ListKeys;
  readonly now: Date;
  readonly log: Logger;
}

/**
 * Sends the keys of its site to each gateway that does not have them: while a site has two, and where a gateway refuses a
 * list because it lacks the key.
 * @returns how many documents are on their way
 * @throws AggregateError after all sites and gateways, of those that failed
 */
export async function deliverSiteKeys(
  delivery: KeyDelivery,
  gateways: readonly ReportedKeys[],
): Promise<number> {
  const { db, vault, log } = delivery;
  const sites = await sitesToServe(db);
  let sent = 0;
  const served = [...Map.groupBy(gateways, (one) => one.site)].filter(([site]) => sites.has(site));
  const failed = (err: unknown, where: object) => log.error({ err, ...where }, 'site keys not delivered');
  await eachAlone(served, async ([site, own]) => {
    const inUse = await siteKeys(db, vault, site).catch((err: unknown) => {
      failed(err, { site });
      throw err;
    });
    const toGateway = async ({ gateway, keys }: ReportedKeys) => {
      if (keys !== undefined) sent += await deliver(delivery, gateway, keys, inUse);
    };
    await eachAlone(own, toGateway, ({ gateway }, err) => failed(err, { gateway }));
  });
  return sent;
}

async function deliver(
  { db, listKeys, now }: KeyDelivery,
  gateway: string,
  keys: KeyReport,
  inUse: readonly SiteKey[],
): Promise<number> {
  // A sealing key without this proof is of somebody who is not at the site.
  if (!inUse.some(({ key }) => isProven(key, gateway, keys.sealing, keys.proof))) return 0;
  const missing = inUse.filter(({ id }) => !keys.site.includes(id));
  const to = sealingPublicKey(keys.sealing);
  const { key: signer } = listKeys.signer(keys.lists);
  let sent = 0;
  for (const { bytes, id } of missing) {
    const document = signKeyDocument(siteKeyDocument(gateway, to, bytes), signer);
    sent += await sendKey(db, gateway, `site_key:${id}`, document, now);
  }
  return sent;
}

/** Sites that are changing their key, and those of gateways that lack it. Most sites are neither. */
async function sitesToServe(db: Kysely<Database>): Promise<ReadonlySet<string>> {
  const changing = await db
    .selectFrom('site_key')
    .select('site')
    .where('retired_at', 'is', null)
    .groupBy('site')
    .having((eb) => eb(eb.fn.countAll<number>(), '>', 1))
    .execute();
  const lacking = await db
    .selectFrom('gateway_list')
    .innerJoin('gateway', 'gateway.id', 'gateway_list.gateway')
    .select('gateway.site')
    .where('refused', '=', 'list_card_key')
    .where('gateway.state', '<>', 'retired')
    .execute();
  return new Set([...changing, ...lacking].map(({ site }) => site));
}
