import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until the answer is there.
 * @param what for the error message
 * @param everyMs between two questions
 * @throws Error after `timeoutMs`, with the last answer's own words
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  timeoutMs = 20_000,
  everyMs = 50,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await sleep(everyMs);
  }
  throw new Error(`${what}: not within ${timeoutMs / 1000} s (${String(last)})`, { cause: last });
}
