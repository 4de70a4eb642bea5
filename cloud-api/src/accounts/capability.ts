import { openRoutes, schoolRoutes } from '../api/index.ts';
import type { Capability } from '../server/capability.ts';
import { delegationRoutes } from './routes/delegation-routes.ts';
import { meRoutes } from './routes/me-routes.ts';
import { sessionRoutes } from './routes/session-routes.ts';
import { tokenRoutes } from './routes/token-routes.ts';
import { trustRoutes } from './routes/trust-routes.ts';
import { ACCOUNT_CRONTAB, accountTasks } from './tasks.ts';

/** Accounts, sessions and rights as the shell sees them. */
export const accountsCapability: Capability = {
  name: 'accounts',
  tasks: ({ jobs, now }) => accountTasks(jobs, now),
  crontab: ACCOUNT_CRONTAB,
  routes: (app, parts) => {
    const open = openRoutes(app, parts);
    const inSchool = schoolRoutes(app, parts);
    sessionRoutes(open, parts);
    meRoutes(open, parts);
    delegationRoutes(inSchool);
    tokenRoutes(inSchool);
    trustRoutes(inSchool);
  },
};
