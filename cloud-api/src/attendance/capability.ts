import { Callers, sessionViewer } from '../accounts/index.ts';
import { schoolRoutes } from '../api/index.ts';
import type { Capability, CloudParts } from '../server/capability.ts';
import { choiceRoutes } from './choices/choice-routes.ts';
import { addLessonRoutes } from './decide/routes/index.ts';
import { attendanceHook } from './follow/attendance-hook.ts';
import { ATTENDANCE_CRONTAB, attendanceTasks } from './rebuild/tasks.ts';
import { SchoolCache } from './store/school-cache.ts';
import { AttendanceChanges } from './today/changes.ts';
import { demoViewer } from './today/demo-viewer.ts';
import { vaultNames } from './today/names.ts';
import { PresenceService } from './today/presence-service.ts';
import { presenceRoutes } from './today/routes.ts';

/** Attendance as the shell sees it. */
export const attendance: Capability = {
  name: 'attendance',
  hook: () => attendanceHook(new SchoolCache()),
  tasks: (parts) => attendanceTasks(parts),
  crontab: ATTENDANCE_CRONTAB,
  pages: ['today', 'school'],
  routes: async (app, parts: CloudParts) => {
    const service = new PresenceService({
      db: parts.api,
      names: vaultNames(parts.vault),
      now: () => parts.now().getTime(),
    });
    const changes = new AttendanceChanges(parts.apiPool);
    await changes.start();
    app.addHook('onClose', () => changes.stop());
    const viewer = sessionViewer(new Callers(parts), demoViewer(parts.jobs));
    addLessonRoutes(app, parts);
    choiceRoutes(schoolRoutes(app, parts), vaultNames(parts.vault));
    await app.register(presenceRoutes, { service, changes, viewer });
  },
};
