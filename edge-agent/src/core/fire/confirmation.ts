/** Whether the outputs of one lane are reported as released since its zone was set. Times are monotonic ms. */
export interface Confirmation {
  readonly since: number;
  /** Keys of outputs that are still to be confirmed. */
  readonly waiting: readonly string[];
  /** It was shouted about. */
  readonly shouted: boolean;
}

export type ConfirmationChange = 'shout' | 'calm';

export const startConfirmation = (outputs: readonly string[], now: number): Confirmation => ({
  since: now,
  waiting: outputs,
  shouted: false,
});

/**
 * Takes a report of one output. Only reports from after the alarm prove anything, and a later one that says the contrary
 * takes the proof back.
 */
export function reportOutput(
  confirmation: Confirmation,
  output: string,
  released: boolean,
  at: number,
): { readonly confirmation: Confirmation; readonly change?: ConfirmationChange } {
  if (at < confirmation.since) return { confirmation };
  const others = confirmation.waiting.filter((waiting) => waiting !== output);
  const waiting = released ? others : [...others, output];
  const lost = !released && others.length === confirmation.waiting.length;
  const since = lost && confirmation.waiting.length === 0 ? at : confirmation.since;
  if (waiting.length === 0 && confirmation.shouted) {
    return { confirmation: { since, waiting, shouted: false }, change: 'calm' };
  }
  return { confirmation: { ...confirmation, since, waiting } };
}

/** A device that is gone proves nothing any more. */
export function loseOutputs(
  confirmation: Confirmation,
  outputs: readonly string[],
  at: number,
): Confirmation {
  const lost = outputs.filter((output) => !confirmation.waiting.includes(output));
  if (lost.length === 0) return confirmation;
  const since = confirmation.waiting.length === 0 ? at : confirmation.since;
  return { ...confirmation, since, waiting: [...confirmation.waiting, ...lost] };
}

/** Time at which an unconfirmed release is shouted about. */
export const shoutAt = ({ since, waiting, shouted }: Confirmation, confirmMs: number): number =>
  waiting.length === 0 || shouted ? Number.POSITIVE_INFINITY : since + confirmMs;
