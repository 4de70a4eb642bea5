import { openRoutes, schoolRoutes } from '../api/index.ts';
import { SchoolCache } from '../attendance/store/school-cache.ts';
import { vaultNames } from '../attendance/today/names.ts';
import type { Capability } from '../server/capability.ts';
import { addMonthRoutes } from './routes/index.ts';
import { inboxRoutes } from './signals/inbox-routes.ts';
import { signalRoutes } from './signals/routes.ts';
import { MONTH_CRONTAB, monthTasks } from './tasks.ts';

/** The month as the shell sees it. */
export const monthCapability: Capability = {
  name: 'month',
  routes: (app, parts) => {
    addMonthRoutes(app, parts);
    signalRoutes(schoolRoutes(app, parts), new SchoolCache(), vaultNames(parts.vault));
    inboxRoutes(openRoutes(app, parts), parts);
  },
  tasks: (parts) => monthTasks(parts),
  crontab: MONTH_CRONTAB,
};
