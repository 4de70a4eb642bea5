import { addStay, type Walk } from '../fold/walk-state.ts';
import type { Pass } from './r03-order.ts';

/**
 * R6: an exit while outside. The stay that it ends began somewhere between the last exit of the day, or the opening of
 * the building, and now. An exit before the opening is measured from midnight.
 */
export function addStayWithoutEntry(walk: Walk, exit: Pass): void {
  const { window, lastExit } = walk;
  const start = lastExit?.at ?? (window.opens < exit.at ? window.opens : window.starts);
  addStay(walk, {
    building: exit.building,
    start,
    end: exit.at,
    startQuality: 'missing_entry',
    endQuality: exit.quality,
    uncertain: true,
  });
}
