import { join } from 'node:path';
import { closeJournal, openJournal } from '@vratar/edge-agent/src/journal/open-journal.ts';

const DAY_MS = 86_400_000;
/** Entries in one transaction, to be quick. */
const STEP = 2_000;

/**
 * Writes a journal as a gateway has it that was offline for a month: `alive` most of the time, and taps, up to now.
 * @param data the gate's data folder; the gate must not run
 * @param tokens credentials that tapped
 */
export function fillJournal(data: string, events: number, days: number, tokens: readonly string[]): void {
  const nothing = { read: () => undefined, write: () => undefined };
  const opened = openJournal(join(data, 'journal.db'), nothing as never, 'filled');
  const from = Date.now() - days * DAY_MS;
  const step = (days * DAY_MS) / events;
  for (let first = 0; first < events; first += STEP) {
    const entries = Array.from({ length: Math.min(STEP, events - first) }, (_, index) => ({
      draft: draft(first + index, Math.round(from + (first + index) * step), from, tokens),
    }));
    opened.journal.append(entries);
  }
  closeJournal(opened);
}

function draft(index: number, at: number, from: number, tokens: readonly string[]) {
  const common = { at, boot: 'month-offline', mono: at - from, clock: 'holdover' } as const;
  if (index % 4 < 2) return { ...common, kind: 'alive' } as const;
  const tap = Math.floor(index / 4);
  const token = tokens[tap % tokens.length]!;
  const direction = tap % 2 === 0 ? 'in' : 'out';
  const who = { lane: 'lane-1', building: 'main', direction, token, trace: `t${tap}` } as const;
  return index % 4 === 2
    ? ({ ...common, kind: 'granted', ...who, list: 1 } as const)
    : ({ ...common, kind: 'passage', ...who, grant: `t${tap}` } as const);
}
