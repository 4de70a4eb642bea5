export { CrowdConfig, Habits } from './config.ts';
export { Crowd, type CrowdParts, type CrowdView } from './crowd.ts';
export { type PlannedVisit, planDay, timeOfDay } from './day-plan.ts';
export { type Intention, intend, withoutTap } from './intention.ts';
export { Visit, type VisitEnd } from './visit.ts';
