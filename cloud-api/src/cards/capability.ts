import { schoolRoutes } from '../api/index.ts';
import type { Capability } from '../server/capability.ts';
import { expireHoldings } from './expire.ts';
import { listTasks } from './lists/index.ts';
import { checkRoutes } from './routes/check-routes.ts';
import { deskRoutes } from './routes/desk-routes.ts';
import { journalRoutes } from './routes/journal-routes.ts';
import { stockRoutes } from './routes/stock-routes.ts';

const EXPIRE_TASK = 'expire_cards';

/** Cards at the desk; allow lists follow the registers. */
export const cardsCapability: Capability = {
  name: 'cards',
  pages: ['cards'],
  tasks: ({ jobs, vault, now }) => ({
    ...listTasks(jobs, vault, now),
    [EXPIRE_TASK]: async () => void (await expireHoldings(jobs, vault, now())),
  }),
  routes: (app, parts) => {
    const inSchool = schoolRoutes(app, parts);
    checkRoutes(inSchool);
    stockRoutes(inSchool);
    deskRoutes(inSchool);
    journalRoutes(inSchool);
  },
  crontab: [`*/15 * * * * ${EXPIRE_TASK}`],
};
