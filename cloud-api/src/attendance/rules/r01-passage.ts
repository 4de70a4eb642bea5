import type { EventFact } from '../fold/facts.ts';

export type PassQuality = 'tap' | 'guard' | 'assumed';

/**
 * R1: only a completed passage and a guard's attestation move a person; a grant, a refusal or a time-out moves nobody.
 * A lane without a passage sensor journals the grant as a passage that is `assumed`.
 */
export function passQuality(event: EventFact): PassQuality | undefined {
  if (event.kind === 'passage') return event.assumed ? 'assumed' : 'tap';
  if (event.kind === 'guard_attested') return 'guard';
  return undefined;
}
