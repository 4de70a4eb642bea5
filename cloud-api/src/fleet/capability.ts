import type { Capability } from '../server/capability.ts';
import { KEYS_CRONTAB, keysTask } from './keys/index.ts';
import { LIST_OUTRUN, outrunList } from './lists/outrun-task.ts';
import { fleetRoutes } from './routes/index.ts';

/** The fleet as the shell sees it; what speaks with gateways is the `FleetDesk` of the role `ingest`. */
export const fleetCapability: Capability = {
  name: 'fleet',
  routes: fleetRoutes,
  crontab: KEYS_CRONTAB,
  tasks: ({ jobs, vault, listKeys, now, log }) => ({
    ...(listKeys && keysTask({ db: jobs, vault, listKeys, log }, now)),
    [LIST_OUTRUN]: async (payload) => {
      const { site, version } = payload as { site: string; version: number };
      await outrunList(jobs, site, version);
    },
  }),
};
