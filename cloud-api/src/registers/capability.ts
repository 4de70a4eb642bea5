import { schoolRoutes } from '../api/index.ts';
import type { Capability } from '../server/capability.ts';
import { calendarRoutes } from './routes/calendar-routes.ts';
import { classRoutes } from './routes/class-routes.ts';
import { placeRoutes } from './routes/place-routes.ts';
import { timetableRoutes } from './routes/timetable-routes.ts';

/** What a school is made of, as the shell sees it. */
export const registersCapability: Capability = {
  name: 'registers',
  routes: (app, parts) => {
    const inSchool = schoolRoutes(app, parts);
    classRoutes(inSchool);
    calendarRoutes(inSchool);
    timetableRoutes(inSchool);
    placeRoutes(inSchool);
  },
};
