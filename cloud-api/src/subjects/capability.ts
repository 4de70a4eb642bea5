import { schoolRoutes } from '../api/index.ts';
import type { Capability } from '../server/capability.ts';
import { exportRoutes } from './routes.ts';

/** Copies of what is held of somebody, as the shell sees them. */
export const subjectsCapability: Capability = {
  name: 'subjects',
  routes: (app, parts) => exportRoutes(schoolRoutes(app, parts), parts),
};
