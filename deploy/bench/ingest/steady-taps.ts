import { setTimeout as sleep } from 'node:timers/promises';
import type { Sender } from './sender.ts';

/** One to three events a batch, two on average. */
const PER_BATCH = 2;

/**
 * Taps at a fixed rate, at gateways that take turns.
 * @param rate events a second over all gateways
 * @param onTurn called every few milliseconds with the seconds that have passed
 * @returns how many events were tapped
 */
export async function steadyTaps(
  senders: readonly Sender[],
  rate: number,
  seconds: number,
  onTurn: (passed: number) => void,
): Promise<number> {
  const startedAt = performance.now();
  let tapped = 0;
  for (let turn = 0; ; turn++) {
    const passed = (performance.now() - startedAt) / 1_000;
    if (passed >= seconds) return tapped;
    onTurn(passed);
    for (const due = passed * rate; tapped < due; ) {
      // Each gateway's turn comes at another moment.
      const events = 1 + ((tapped * 7 + turn) % (2 * PER_BATCH - 1));
      senders[(tapped * 31) % senders.length]!.tap(events);
      tapped += events;
    }
    await sleep(2);
  }
}
