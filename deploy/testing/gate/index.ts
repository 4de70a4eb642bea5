export { Cards, uidOf } from './cards.ts';
export { GateProcess } from './gate-process.ts';
export { GateRig } from './gate-rig.ts';
export { laneNames, type SiteShape } from './site.ts';
export { SteppedClock } from './stepped-clock.ts';
