import { openRoutes } from '../api/index.ts';
import type { Capability } from '../server/capability.ts';
import { countRisk } from './count-risk.ts';
import { regionRoutes } from './routes.ts';

const RISK_TASK = 'numbers.risk';

/** What regions and operators see. */
export const numbersCapability: Capability = {
  name: 'numbers',
  pages: ['region'],
  routes: (app, parts) => regionRoutes(openRoutes(app, parts), parts),
  tasks: ({ jobs, now, log }) => ({ [RISK_TASK]: () => countRisk(jobs, now(), log) }),
  // Before the schools begin; and once more when the morning's decisions are made.
  crontab: [`23 3,12 * * * ${RISK_TASK}`],
};
