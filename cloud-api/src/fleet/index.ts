export { type CoverageGap, coverageOf } from './coverage.ts';
export { ALARM_CHANNEL } from './presence/alarm-rows.ts';
export { Presence } from './presence/presence.ts';
