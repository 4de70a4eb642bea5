import type { Pass } from './r03-order.ts';

/**
 * R4: the same direction in the same building within 30 s of the passage before is that passage again. A passage in
 * between (the other direction, another building) makes it a new one: dropping it would move the person wrongly.
 */
export function isDoubleTap(before: Pass | undefined, pass: Pass, doubleTapMs: number): boolean {
  return (
    before !== undefined &&
    before.direction === pass.direction &&
    before.building === pass.building &&
    pass.at - before.at <= doubleTapMs
  );
}
