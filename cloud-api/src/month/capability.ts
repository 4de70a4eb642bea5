import { schoolRoutes } from '../api/index.ts';
import { SchoolCache } from '../attendance/store/school-cache.ts';
import type { Capability } from '../server/capability.ts';
import { addMonthRoutes } from './routes/index.ts';
import { signalRoutes } from './signals/routes.ts';
import { MONTH_CRONTAB, monthTasks } from './tasks.ts';

/** The month as the shell sees it. */
export const monthCapability: Capability = {
  name: 'month',
  routes: (app, parts) => {
    addMonthRoutes(app, parts);
    signalRoutes(schoolRoutes(app, parts), new SchoolCache());
  },
  tasks: (parts) => monthTasks(parts),
  crontab: MONTH_CRONTAB,
};
