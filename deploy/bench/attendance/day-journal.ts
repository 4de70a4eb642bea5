import { CHAIN_START, chainHash } from '@vratar/protocol/messages';

const MINUTE = 60_000;

/** One line of a gateway's journal, with what the cloud stores beside it. */
export interface JournalLine {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly token: string | undefined;
  /** Hex. */
  readonly hash: string;
  readonly line: string;
}

/**
 * A gateway's journal of one school day: `alive` each minute, every pupil in before eight and out after one, each
 * passage with its grant, and the `day_close` that counts it all.
 * @param midnight UTC ms of the local midnight at which the date begins
 */
export function dayJournal(date: string, midnight: number, tokens: readonly string[]): JournalLine[] {
  const moments: { at: number; event: Record<string, unknown> }[] = [];
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    moments.push({ at: midnight + minute * MINUTE, event: { kind: 'alive' } });
  }
  for (const [direction, from] of [
    ['in', 7 * 60 + 5],
    ['out', 13 * 60 + 20],
  ] as const) {
    for (const [index, token] of tokens.entries()) {
      const at = midnight + from * MINUTE + Math.floor((index * 20 * MINUTE) / tokens.length);
      const who = { lane: 'lane-1', building: 'A', direction, token, trace: `${direction}-${index}` };
      moments.push({ at, event: { kind: 'granted', ...who, list: 1 } });
      moments.push({ at: at + 1_900, event: { kind: 'passage', ...who, grant: who.trace } });
    }
  }
  moments.sort((a, b) => a.at - b.at);
  const lines: JournalLine[] = [];
  let head = CHAIN_START;
  const write = (at: number, event: Record<string, unknown>) => {
    const seq = lines.length + 1;
    const line = JSON.stringify({
      seq,
      at,
      boot: 'b0a1c2d3',
      mono: at - midnight,
      clock: 'synced',
      ...event,
    });
    head = chainHash(head, line);
    const token = event.token as string | undefined;
    lines.push({ seq, at, kind: event.kind as string, token, hash: head, line });
  };
  for (const { at, event } of moments) write(at, event);
  const through = lines.length;
  write(midnight + 24 * 60 * MINUTE, {
    kind: 'day_close',
    data: { date, from: 1, through, count: through, head },
  });
  return lines;
}
