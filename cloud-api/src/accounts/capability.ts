import type { Capability } from '../server/capability.ts';
import { Callers } from './caller.ts';
import { delegationRoutes } from './routes/delegation-routes.ts';
import { limitRequests } from './routes/limit-requests.ts';
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
  routes: async (app, parts) => {
    const callers = new Callers(parts);
    await limitRequests(app);
    sessionRoutes(app, parts, callers);
    meRoutes(app, parts, callers);
    delegationRoutes(app, parts, callers);
    tokenRoutes(app, parts, callers);
    trustRoutes(app, parts, callers);
  },
};
