/** A contact with its bounces taken out. Times are monotonic milliseconds. */
export interface Contact {
  readonly active: boolean;
  /** The latest report differs from `active` since. */
  readonly changingSince: number | undefined;
  readonly activeSince: number;
}

export const RESTING: Contact = { active: false, changingSince: undefined, activeSince: 0 };

export interface ContactStep {
  readonly contact: Contact;
  /** Present: the contact changed, at that time. */
  readonly changedAt?: number;
}

/** Time at which a pending change becomes true. */
export const settlesAt = (contact: Contact, debounceMs: number): number =>
  contact.changingSince === undefined ? Number.POSITIVE_INFINITY : contact.changingSince + debounceMs;

/** Lets a change that has been stable for long enough become true. */
export function settle(contact: Contact, now: number, debounceMs: number): ContactStep {
  const since = contact.changingSince;
  if (since === undefined || now < since + debounceMs) return { contact };
  const active = !contact.active;
  const activeSince = active ? since : contact.activeSince;
  return { contact: { active, changingSince: undefined, activeSince }, changedAt: since };
}

/** Takes a report of the contact; settle it first. */
export function report(contact: Contact, active: boolean, at: number): Contact {
  if (active === contact.active) {
    return contact.changingSince === undefined ? contact : { ...contact, changingSince: undefined };
  }
  return contact.changingSince === undefined ? { ...contact, changingSince: at } : contact;
}
