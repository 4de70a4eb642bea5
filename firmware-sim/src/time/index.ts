export type { Clock, Timer } from './clock.ts';
export { FakeClock } from './fake-clock.ts';
export { RealClock } from './real-clock.ts';
