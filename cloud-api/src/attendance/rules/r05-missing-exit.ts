import { closeStay, type Walk } from '../fold/walk-state.ts';

/**
 * R5: an entry while inside the same building. The exit in between left no record, at an unknown moment, so the whole
 * earlier stay is only possible.
 */
export function endWithoutExit(walk: Walk, at: number): void {
  closeStay(walk, at, 'missing_exit', true);
}
