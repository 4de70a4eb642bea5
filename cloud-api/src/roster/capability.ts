import { schoolRoutes } from '../api/index.ts';
import type { Capability } from '../server/capability.ts';
import { enrolmentRoutes } from './routes/enrolment-routes.ts';
import { erasureRoutes } from './routes/erasure-routes.ts';
import { guardianRoutes } from './routes/guardian-routes.ts';
import { listRoutes } from './routes/list-routes.ts';
import { personRoutes } from './routes/person-routes.ts';

/** Students, staff and guardians as the shell sees them. */
export const peopleCapability: Capability = {
  name: 'people',
  routes: (app, parts) => {
    const inSchool = schoolRoutes(app, parts);
    listRoutes(inSchool);
    personRoutes(inSchool);
    enrolmentRoutes(inSchool, parts);
    guardianRoutes(inSchool);
    erasureRoutes(inSchool, parts);
  },
};
