import { addFlag, closeStay, type Walk } from '../fold/walk-state.ts';
import type { Pass } from './r03-order.ts';

/** R8: an entry at another building while inside is a transfer that nobody saw leave; presence has no gap. */
export function transfer(walk: Walk, entry: Pass): void {
  closeStay(walk, entry.at, 'implied_transfer', false);
}

/**
 * R8: out of one building and into another within ten minutes was a walk across the yard, and counts as presence.
 * Only a recorded exit starts one: an evacuation or the closing of the building does not.
 */
export function bridgeTransit(walk: Walk, entry: Pass, transitMs: number): void {
  const exit = walk.lastExit;
  if (exit === undefined || !exit.recorded || exit.building === entry.building) return;
  if (entry.at - exit.at > transitMs || entry.at <= exit.at) return;
  walk.bridges.push({ from: exit.at, until: entry.at });
  addFlag(walk, 'transit_bridged');
}

/**
 * An exit from another building than the one entered: two records are missing, the exit here and the entry there. The
 * exit proves that the person has left the school; everything before it is possible, nothing of it is certain.
 */
export function leaveElsewhere(walk: Walk, exit: Pass): void {
  closeStay(walk, exit.at, 'missing_exit', true);
}
