import type { Crossing } from '../people/truth.ts';
import type { Morning } from '../world/morning.ts';

/** A grant's window; where there is no barrier the tap and the walk are at the same time. */
const GRANTED_NEAR_MS = 7_000;

/**
 * Whether anything can tell of a body: where nothing sees bodies, only a grant of its own does. A lane begins to see them
 * when its device is met for the first time; for the lane that is when the building opens.
 * @param token of whoever passed
 */
export function leftTrace(morning: Morning, { lane, direction, beganAt }: Crossing, token: string): boolean {
  const metAt = morning.firstMet.get(`${lane}-in`) ?? Number.POSITIVE_INFINITY;
  if (beganAt < metAt) return false;
  if (morning.sites.build(lane).sensors !== 'none') return true;
  return morning.drafts.some(
    ({ draft, createdAt }) =>
      draft.kind === 'granted' &&
      draft.token === token &&
      draft.lane === lane &&
      draft.direction === direction &&
      Math.abs(createdAt - beganAt) < GRANTED_NEAR_MS,
  );
}
