import type { ContactState } from '../../line/contract.ts';
import type { FireInput } from '../config/index.ts';

/** `unread`: not yet read in this run; `unreadable`: its device is gone, or reports no such input. */
export type InputReading = 'unread' | 'unreadable' | 'normal' | 'alarm';

/**
 * What a contact state means for the fire input that it belongs to. A cut or shorted loop is an alarm (I1); a value
 * that says nothing is a fault, not a release (I2).
 */
export function readFireContact(input: FireInput, state: ContactState | undefined): InputReading {
  switch (state) {
    case undefined:
    case 'unknown':
      return 'unreadable';
    case 'open':
    case 'shorted':
      return 'alarm';
    case 'active':
      return input.supervised || input.normally === 'open' ? 'alarm' : 'normal';
    case 'inactive':
      return input.supervised || input.normally === 'open' ? 'normal' : 'alarm';
  }
}
