export { attendance } from './capability.ts';
export { attendanceCommand } from './command.ts';
export { attendanceHook } from './follow/attendance-hook.ts';
export { SchoolCache } from './store/school-cache.ts';
export { AttendanceChanges } from './today/changes.ts';
export { type NamesOf, vaultNames } from './today/names.ts';
export { type NameRight, PresenceService, type Viewer } from './today/presence-service.ts';
export { type PresenceRouteOptions, presenceRoutes } from './today/routes.ts';
