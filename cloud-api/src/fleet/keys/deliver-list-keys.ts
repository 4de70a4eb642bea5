import { type ListKeysDocument, signKeyDocument } from '@vratar/protocol/keys';
import { eachAlone } from '../../db/each-alone.ts';
import type { KeyDelivery } from './deliver-site-keys.ts';
import type { ReportedKeys } from './reported-keys.ts';
import { sendKey } from './send-key.ts';

/**
 * Tells each gateway that trusts other list keys than this cloud has now which ones to trust. A gateway that trusts none
 * of them is beyond reach: an installer has to enter the key.
 * @returns how many documents are on their way
 * @throws AggregateError after all gateways, of those that failed
 */
export async function deliverListKeys(
  { db, listKeys, now, log }: Omit<KeyDelivery, 'vault'>,
  gateways: readonly ReportedKeys[],
): Promise<number> {
  const wanted = listKeys.all.map(({ text }) => text);
  let sent = 0;
  const failed = ({ gateway }: ReportedKeys, err: unknown) =>
    log.error({ err, gateway }, 'list keys not delivered');
  const toGateway = async ({ gateway, keys }: ReportedKeys) => {
    if (keys === undefined || sameKeys(keys.lists, wanted)) return;
    const { key, text } = listKeys.signer(keys.lists);
    if (!keys.lists.includes(text)) return;
    const serial = keys.serial + 1;
    const document: ListKeysDocument = { kind: 'list_keys', v: 1, gateway, serial, keys: wanted };
    sent += await sendKey(db, gateway, `list_keys:${serial}`, signKeyDocument(document, key), now);
  };
  await eachAlone(gateways, toGateway, failed);
  return sent;
}

const sameKeys = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && others.every((key) => some.includes(key));
