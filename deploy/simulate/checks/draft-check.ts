import { REFUSAL_CODES } from '@vratar/protocol/refusals';
import type { Fate } from '../gateway/journal-disk.ts';
import type { Morning } from '../world/morning.ts';

const STALE_MS = 3_000;
const CODES: ReadonlySet<string> = new Set(REFUSAL_CODES);

/** I9 and I11, for each event at the moment at which the gate thinks of it. */
export function checkDraft(morning: Morning, { draft, createdAt }: Fate): void {
  if (draft.kind === 'denied' && !CODES.has(draft.reason ?? '')) {
    morning.complain(`I11 a refusal without a code: ${JSON.stringify(draft)}`);
  }
  if (draft.kind !== 'granted' || draft.reason !== undefined) return;
  // Of two cards it is the second that opens.
  const opener = draft.data?.escort ?? draft.token;
  const tap = morning.truth.taps.findLast(
    ({ card, lane, direction, read }) =>
      read && `token-${card}` === opener && lane === draft.lane && direction === draft.direction,
  );
  if (tap === undefined) morning.complain(`I9 ${draft.token} was granted at ${createdAt} and never tapped`);
  else if (createdAt - tap.at > STALE_MS + 1) {
    morning.complain(`I9 ${draft.token} was granted at ${createdAt} for a tap at ${tap.at}`);
  }
}
