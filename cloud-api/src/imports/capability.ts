import { schoolRoutes } from '../api/index.ts';
import type { Capability } from '../server/capability.ts';
import { importRoutes } from './routes/import-routes.ts';

/** Files of people and timetables, as the shell sees them. */
export const importsCapability: Capability = {
  name: 'imports',
  pages: ['imports'],
  routes: (app, parts) => importRoutes(schoolRoutes(app, parts)),
};
