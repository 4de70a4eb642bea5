import { schoolRoutes } from '../api/index.ts';
import type { Capability } from '../server/capability.ts';
import { reportRoutes } from './routes/report-routes.ts';

/** Reports as the shell sees them. */
export const reportsCapability: Capability = {
  name: 'reports',
  routes: (app, parts) => reportRoutes(schoolRoutes(app, parts)),
};
