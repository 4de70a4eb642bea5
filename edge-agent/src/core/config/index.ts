export { Fire, FireInput, FireZone } from './fire.ts';
export { Lane, Sensors, Side, Timing } from './lane.ts';
export { ContactPoint, Device, OutputPoint, ReaderPoint, ReleasePoint } from './points.ts';
export { Site } from './site.ts';
