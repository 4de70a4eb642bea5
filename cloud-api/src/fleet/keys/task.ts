import type { TaskList } from 'graphile-worker';
import { eachAlone } from '../../db/each-alone.ts';
import { deliverListKeys } from './deliver-list-keys.ts';
import { deliverSiteKeys, type KeyDelivery } from './deliver-site-keys.ts';
import { reportedKeys } from './reported-keys.ts';

/** Task name: brings gateways the keys that they do not have. */
export const KEYS_TASK = 'fleet.keys';

/** Gateways come and go: who was away during a rotation is found at the next minute. */
export const KEYS_CRONTAB = [`* * * * * ${KEYS_TASK}`];

export function keysTask(parts: Omit<KeyDelivery, 'now'>, now: () => Date): TaskList {
  return {
    [KEYS_TASK]: async () => {
      await parts.listKeys.refresh();
      const gateways = await reportedKeys(parts.db);
      await eachAlone([deliverListKeys, deliverSiteKeys], async (deliver) => {
        await deliver({ ...parts, now: now() }, gateways);
      });
    },
  };
}
