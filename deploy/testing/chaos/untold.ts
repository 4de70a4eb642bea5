import type { JournalEvent } from '@vratar/protocol/messages';
import type { Crossing } from './crossing.ts';
import type { Doubt } from './doubts.ts';

/** Beams are polled, and a busy machine looks late. */
const SEEN_LATE_MS = 3_000;

export interface Told {
  /** Crossings that the cloud holds as passages. */
  readonly recorded: number;
  /** Crossings that it does not, inside stretches of which it says so. */
  readonly doubted: number;
  /** In words; nothing when the cloud tells the truth. */
  readonly wrong: readonly string[];
}

/**
 * Compares who truly went through with what the cloud tells: each crossing is one passage of that credential, in the
 * order in which they happened, or lies in a named hole; and no passage is told that did not happen.
 *
 * @param events what the cloud holds of the gateway, in the order of epoch and number, each once
 * @param token of a card's number
 */
export function compareTruth(
  crossings: readonly Crossing[],
  events: readonly JournalEvent[],
  doubts: readonly Doubt[],
  token: (card: number) => string,
): Told {
  const passages = events.filter(({ kind }) => kind === 'passage');
  const free = new Set(passages.keys());
  const wrong: string[] = [];
  const order: number[] = [];
  let doubted = 0;
  for (const { card, direction, beganAt, endedAt } of crossings) {
    const own = [...free].find((index) => {
      const { token: whose, direction: where, mono } = passages[index]!;
      const inTime = mono >= beganAt && mono <= endedAt + SEEN_LATE_MS;
      return whose === token(card) && where === direction && inTime;
    });
    if (own !== undefined) {
      free.delete(own);
      order.push(own);
    } else if (doubts.some(({ from, until }) => from <= endedAt + SEEN_LATE_MS && until >= beganAt))
      doubted++;
    else wrong.push(`card ${card} went ${direction} at ${Math.round(endedAt)}, and nothing tells of it`);
  }
  for (const index of free) {
    const { seq, direction, mono } = passages[index]!;
    wrong.push(`event ${seq} tells that somebody went ${direction} at ${mono}, and nobody did`);
  }
  const unordered = order.findIndex((index, at) => at > 0 && index < order[at - 1]!);
  if (unordered > 0)
    wrong.push(`passages ${order[unordered - 1]} and ${order[unordered]} are in the wrong order`);
  return { recorded: order.length, doubted, wrong };
}
