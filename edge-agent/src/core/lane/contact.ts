/** A contact with its bounces taken out. Times are monotonic milliseconds. */
export interface Contact {
  readonly active: boolean;
  /** The latest report differs from `active` since. */
  readonly changingSince: number | undefined;
  /** The first report that differed; the contact has not been at rest for long enough since. */
  readonly touchedAt: number | undefined;
  /** When it last bounced back. */
  readonly backAt: number;
  readonly activeSince: number;
}

export const RESTING: Contact = {
  active: false,
  changingSince: undefined,
  touchedAt: undefined,
  backAt: 0,
  activeSince: 0,
};

export interface ContactStep {
  readonly contact: Contact;
  /** Present: the contact changed, at that time. */
  readonly changedAt?: number;
}

/** Time at which a pending change becomes true. */
export const settlesAt = (contact: Contact, debounceMs: number): number =>
  contact.changingSince === undefined ? Number.POSITIVE_INFINITY : contact.changingSince + debounceMs;

/**
 * Lets a change that has been stable for long enough become true. A body was there from the first touch, however often
 * the contact bounced after it, and until the contact let go for good.
 */
export function settle(contact: Contact, now: number, debounceMs: number): ContactStep {
  const { changingSince: since, touchedAt, backAt } = contact;
  if (since === undefined) {
    const rests = touchedAt !== undefined && now >= backAt + debounceMs;
    return { contact: rests ? { ...contact, touchedAt: undefined } : contact };
  }
  if (now < since + debounceMs) return { contact };
  const active = !contact.active;
  const changedAt = active ? (touchedAt ?? since) : since;
  const activeSince = active ? changedAt : contact.activeSince;
  return {
    contact: { ...contact, active, changingSince: undefined, touchedAt: undefined, activeSince },
    changedAt,
  };
}

/** Takes a report of the contact; settle it first. */
export function report(contact: Contact, active: boolean, at: number): Contact {
  const { changingSince, touchedAt } = contact;
  if (active === contact.active) {
    return changingSince === undefined ? contact : { ...contact, changingSince: undefined, backAt: at };
  }
  if (changingSince !== undefined) return contact;
  return { ...contact, changingSince: at, touchedAt: touchedAt ?? at };
}
