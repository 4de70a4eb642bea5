import type { Capability } from '../server/capability.ts';
import { addMonthRoutes } from './routes/index.ts';
import { MONTH_CRONTAB, monthTasks } from './tasks.ts';

/** The month as the shell sees it. */
export const monthCapability: Capability = {
  name: 'month',
  routes: addMonthRoutes,
  tasks: (parts) => monthTasks(parts),
  crontab: MONTH_CRONTAB,
};
