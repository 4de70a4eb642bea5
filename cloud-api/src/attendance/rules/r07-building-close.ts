import { closeStay, type Walk } from '../fold/walk-state.ts';

/**
 * R7: a stay without an exit ends when the building closes and counts as certain, because nothing says that the person
 * left earlier. A stay that began after closing ends with the day.
 */
export function closeAtBuildingClose(walk: Walk): void {
  const { window, stay } = walk;
  if (stay === undefined) return;
  closeStay(walk, stay.start < window.closes ? window.closes : window.ends, 'auto_closed', false);
}

/** An entry after closing says that the stay from before it is over, and says nothing about when. */
export function isFromBeforeClose(walk: Walk, at: number): boolean {
  return walk.stay !== undefined && walk.stay.start < walk.window.closes && at >= walk.window.closes;
}
