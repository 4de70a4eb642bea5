/** A signal under чл. 347 ЗПУО, from the school to an authority. */
export const SIGNAL_STATES = ['draft', 'signed', 'sent', 'acknowledged', 'answered', 'withdrawn'] as const;
export type SignalState = (typeof SIGNAL_STATES)[number];

/**
 * To whom: the mayor, who may fine the parents (чл. 347); the social assistance directorate, which stops aid and
 * protects the child; the police inspector for children.
 */
export const RECIPIENT_KINDS = ['municipality', 'social_assistance', 'police'] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];

const NEXT: Readonly<Record<SignalState, readonly SignalState[]>> = {
  draft: ['signed', 'withdrawn'],
  signed: ['sent', 'withdrawn'],
  sent: ['acknowledged', 'answered'],
  acknowledged: ['answered'],
  answered: [],
  withdrawn: [],
};

/** A signal only moves on: what was sent cannot be unsent, and what was withdrawn before is drafted anew. */
export const mayMove = (from: SignalState, to: SignalState): boolean => NEXT[from].includes(to);

/** While one is in these states, no other goes to the same recipient about the same pupil. */
export const OPEN_SIGNALS: readonly SignalState[] = ['draft', 'signed', 'sent', 'acknowledged'];
