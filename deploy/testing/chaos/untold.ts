import type { JournalEvent } from '@vratar/protocol/messages';
import type { Crossing } from './crossing.ts';
import type { Doubt } from './doubts.ts';

/** Beams are polled, and a busy machine looks late. */
const SEEN_LATE_MS = 3_000;

/** As the cloud holds it. */
export type HeldEvent = JournalEvent & { readonly epoch: number };

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
 * order in which they happened, or lies in a named hole; and no passage is told that did not happen. Between epochs the
 * numbers tell no order: an old image of a disk brings back, in a later epoch, what the cloud had lost from before.
 *
 * @param events what the cloud holds of the gateway, in the order of epoch and number, each once
 * @param token of a card's number
 */
export function compareTruth(
  crossings: readonly Crossing[],
  events: readonly HeldEvent[],
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
  for (const [epoch, inEpoch] of Map.groupBy(order, (index) => passages[index]!.epoch)) {
    const at = inEpoch.findIndex((index, place) => place > 0 && index < inEpoch[place - 1]!);
    if (at < 0) continue;
    const [before, after] = [passages[inEpoch[at - 1]!]!, passages[inEpoch[at]!]!];
    wrong.push(`events ${before.seq} and ${after.seq} of epoch ${epoch} are in the wrong order`);
  }
  return { recorded: order.length, doubted, wrong };
}
