import type { EventDraft } from '@vratar/protocol/messages';

/**
 * Completes a `day_close` with what only the writer knows: the events `from` to `through`, how many they are, and the
 * chain value of the last. The `day_close` itself opens the next account, so that every event is in exactly one.
 */
export function completeDayClose(draft: EventDraft, from: number, last: number, head: string): EventDraft {
  return { ...draft, data: { ...draft.data, from, through: last, count: last - from + 1, head } };
}
