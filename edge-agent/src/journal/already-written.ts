import type { EventDraft } from '@vratar/protocol/messages';

/** What tells two events of one run apart. */
const FIELDS = ['kind', 'at', 'mono', 'boot', 'lane', 'direction', 'reason', 'trace', 'grant'] as const;

const same = (draft: EventDraft, event: Partial<EventDraft>): boolean =>
  FIELDS.every((field) => draft[field] === event[field]);

/**
 * A thread that died may have committed drafts and not said so; the next one gets them again. They are then the last
 * events of the journal, in the same order.
 *
 * @param tail the last event lines, oldest first
 * @returns how many drafts from the first on are written already
 */
export function alreadyWritten(drafts: readonly EventDraft[], tail: readonly string[]): number {
  const events = tail.map((line) => JSON.parse(line) as Partial<EventDraft>);
  for (let count = Math.min(drafts.length, events.length); count > 0; count--) {
    const last = events.slice(-count);
    if (last.every((event, n) => same(drafts[n]!, event))) return count;
  }
  return 0;
}
