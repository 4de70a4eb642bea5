export { fleetCapability } from './capability.ts';
export { type CommandRequest, issueCommand } from './commands/issue-command.ts';
export { type CoverageGap, coverageOf } from './coverage.ts';
export { FleetDesk } from './desk.ts';
export { endsOfService } from './ends-of-service.ts';
export { fleetCommand } from './fleet-command.ts';
export { ListKeys } from './keys/index.ts';
export { listsCommand } from './lists/command.ts';
export { ALARM_CHANNEL } from './presence/alarm-rows.ts';
