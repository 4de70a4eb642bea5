import { schoolRoutes } from '../api/index.ts';
import type { Capability } from '../server/capability.ts';
import { cutAudit } from './cut.ts';
import { auditRoutes } from './routes/audit-routes.ts';

const CUT_TASK = 'cut_audit';

/** The log of who saw and did what, as the shell sees it. */
export const auditCapability: Capability = {
  name: 'audit',
  tasks: ({ jobs, now }) => ({ [CUT_TASK]: async () => void (await cutAudit(jobs, now())) }),
  crontab: [`41 2 * * 0 ${CUT_TASK}`],
  routes: (app, parts) => auditRoutes(schoolRoutes(app, parts), parts),
};
