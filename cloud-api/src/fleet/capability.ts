import type { Capability } from '../server/capability.ts';
import { LIST_OUTRUN, outrunList } from './lists/outrun-task.ts';
import { fleetRoutes } from './routes/index.ts';

/** The fleet as the shell sees it; what speaks with gateways is the `FleetDesk` of the role `ingest`. */
export const fleetCapability: Capability = {
  name: 'fleet',
  routes: fleetRoutes,
  tasks: ({ jobs }) => ({
    [LIST_OUTRUN]: async (payload) => {
      const { site, version } = payload as { site: string; version: number };
      await outrunList(jobs, site, version);
    },
  }),
};
