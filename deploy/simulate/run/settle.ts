import type { Morning } from '../world/morning.ts';

/** After the morning everything is whole again; the rest must follow within this time: some wait a minute, and then again. */
const SETTLE_MS = 180_000;
const RUN_OUT_MS = 12_000;

/** Lets a morning that has begun pass to its end, and waits until nothing moves any more. */
export function settle(morning: Morning): void {
  morning.clock.runUntil(morning.plan.lengthMs);
  const latest = morning.plan.lengthMs + SETTLE_MS;
  // A grant that is open now may still be used, and its passage told.
  while (morning.clock.now() < latest) {
    if (!morning.isSettled) morning.clock.advance(1_000);
    else if (advanceQuietly(morning)) break;
  }
}

/** Lets the last grants run out. False when something moved again. */
function advanceQuietly(morning: Morning): boolean {
  const crossings = morning.truth.crossings.length;
  morning.clock.advance(RUN_OUT_MS);
  return morning.isSettled && morning.truth.crossings.length === crossings;
}
