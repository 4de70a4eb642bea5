import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from './service.ts';

const PAUSE_MS = 1_000;
/** More ends than this within the window, and starting again helps nobody. */
const ENDS = 5;
const WINDOW_MS = 60_000;

/**
 * Starts a part again whenever it ends by itself, as systemd would.
 * @param tell what happened, for the person who watches
 * @returns when the signal comes
 * @throws Error when the part keeps ending, with its last words
 */
export async function keepRunning(
  service: Service,
  signal: AbortSignal,
  tell: (text: string) => void,
): Promise<void> {
  const ends: number[] = [];
  while (!signal.aborted) {
    const code = await service.exit;
    if (signal.aborted) return;
    ends.push(Date.now());
    if (ends.filter((at) => at > Date.now() - WINDOW_MS).length > ENDS) {
      throw new Error(`${service.name} keeps stopping:\n${service.lastWords}`);
    }
    tell(`${service.name} stopped (exit code ${code}); starting it again`);
    try {
      await sleep(PAUSE_MS, undefined, { signal });
      await service.start(signal);
      tell(`${service.name} is back`);
    } catch (error) {
      if (signal.aborted) return;
      tell(`${service.name} does not start: ${(error as Error).message}`);
    }
  }
}
