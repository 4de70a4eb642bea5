import { performance } from 'node:perf_hooks';
import type { Clock, Timer } from './clock.ts';

/** Wall-paced time. Timers of Node.js have a grain of 1 ms: callers that need better keep ideal times themselves. */
export class RealClock implements Clock {
  now(): number {
    return performance.now();
  }

  at(atMs: number, action: () => void): Timer {
    const wait = atMs - performance.now();
    if (wait <= 0) {
      const immediate = setImmediate(action);
      return { cancel: () => clearImmediate(immediate) };
    }
    const timeout = setTimeout(action, Math.ceil(wait));
    return { cancel: () => clearTimeout(timeout) };
  }
}
