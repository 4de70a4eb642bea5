import type { ContactState } from '@vratar/protocol/osdp';

/** What has been done to the cable between the fire panel's relay and the input. */
export type CableState = 'sound' | 'cut' | 'shorted';

/** The fire panel's relay (or any other contact) and its cable. */
export interface Contact {
  /** The relay has been actuated: the panel is in alarm, the button is pressed. */
  readonly actuated: boolean;
  readonly cable: CableState;
}

export interface ContactWiring {
  /** Closed at rest: a cut wire looks like an actuated contact, never like rest. */
  readonly normallyClosed: boolean;
  /** End-of-line resistors, and an input that measures them: a cut and a short are told apart from both states. */
  readonly supervised: boolean;
}

export const atRest: Contact = { actuated: false, cable: 'sound' };

/**
 * What a PD reports of a contact. Unsupervised, it knows only whether the circuit is closed (`active`), so that a
 * shorted normally closed loop looks like rest: the reason why fire loops want resistors. Supervised, it measures rest
 * (`inactive`), actuated (`active`) and both faults. Pure.
 */
export function reportedState(contact: Contact, wiring: ContactWiring): ContactState {
  if (!wiring.supervised) return isClosed(contact, wiring) ? 'active' : 'inactive';
  if (contact.cable === 'cut') return 'open';
  if (contact.cable === 'shorted') return 'shorted';
  return contact.actuated ? 'active' : 'inactive';
}

function isClosed(contact: Contact, wiring: ContactWiring): boolean {
  if (contact.cable === 'cut') return false;
  if (contact.cable === 'shorted') return true;
  return contact.actuated !== wiring.normallyClosed;
}
