import { openRoutes, schoolRoutes } from '../api/index.ts';
import type { Capability } from '../server/capability.ts';
import { calendarRoutes } from './routes/calendar-routes.ts';
import { classRoutes } from './routes/class-routes.ts';
import { correctRoutes } from './routes/correct-routes.ts';
import { gateRulesRoutes } from './routes/gate-rules-routes.ts';
import { gatewayRoutes } from './routes/gateway-routes.ts';
import { heldRoutes } from './routes/held-routes.ts';
import { laneRoutes } from './routes/lane-routes.ts';
import { networkRoutes } from './routes/network-routes.ts';
import { placeRoutes } from './routes/place-routes.ts';
import { retirementRoutes } from './routes/retirement-routes.ts';
import { schoolItselfRoutes } from './routes/school-routes.ts';
import { timetableRoutes } from './routes/timetable-routes.ts';
import { yearRoutes } from './routes/year-routes.ts';
import { bringToGates, GATE_RULES_TASK } from './set-gate-rules.ts';

/** What a school is made of, as the shell sees it. */
export const registersCapability: Capability = {
  name: 'registers',
  pages: ['setup'],
  routes: (app, parts) => {
    networkRoutes(openRoutes(app, parts), parts);
    const inSchool = schoolRoutes(app, parts);
    classRoutes(inSchool);
    yearRoutes(inSchool);
    calendarRoutes(inSchool);
    heldRoutes(inSchool);
    timetableRoutes(inSchool);
    placeRoutes(inSchool);
    gatewayRoutes(inSchool);
    laneRoutes(inSchool);
    retirementRoutes(inSchool);
    correctRoutes(inSchool);
    gateRulesRoutes(inSchool);
    schoolItselfRoutes(inSchool);
  },
  tasks: ({ jobs }) => ({
    [GATE_RULES_TASK]: async (payload) => {
      const { school } = payload as { school: string };
      await jobs.transaction().execute((trx) => bringToGates(trx, school));
    },
  }),
};
