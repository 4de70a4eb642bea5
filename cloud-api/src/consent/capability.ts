import { schoolRoutes } from '../api/index.ts';
import type { Capability } from '../server/capability.ts';
import { consentRoutes } from './routes.ts';

/** What families agree to and refuse. */
export const consentCapability: Capability = {
  name: 'consent',
  routes: (app, parts) => consentRoutes(schoolRoutes(app, parts)),
};
