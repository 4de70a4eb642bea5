/** A signal under чл. 347 ЗПУО, from the school to the municipality. */
export const SIGNAL_STATES = ['draft', 'sent', 'acknowledged', 'answered'] as const;
export type SignalState = (typeof SIGNAL_STATES)[number];

const NEXT: Readonly<Record<SignalState, readonly SignalState[]>> = {
  draft: ['sent'],
  sent: ['acknowledged', 'answered'],
  acknowledged: ['answered'],
  answered: [],
};

/** A signal only moves on: what was sent cannot be unsent. */
export const mayMove = (from: SignalState, to: SignalState): boolean => NEXT[from].includes(to);
