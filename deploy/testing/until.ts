import { setTimeout as sleep } from 'node:timers/promises';

/** For what takes a second, on a machine that has other things to do. */
const WITHIN_MS = 60_000;

/**
 * Asks until the answer is there.
 * @param what for the error message
 * @param everyMs between two questions
 * @throws Error after `withinMs`, with the last answer's own words; also when the question itself is not answered
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = WITHIN_MS,
  everyMs = 50,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  const left = () => deadline - performance.now();
  let last: unknown;
  do {
    try {
      const answer = await within('an answer', Promise.resolve(ask()), Math.max(1, left()));
      if (answer !== undefined && answer !== false) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await sleep(everyMs);
  } while (left() > 0);
  throw new Error(`${what}: not within ${withinMs / 1000} s (${String(last)})`, { cause: last });
}

/**
 * What a promise gives, or an error in its stead: a test that waits for ever holds up all that come after it.
 * @param what for the error message
 * @param seen what there is to see meanwhile, such as the end of a log
 * @throws Error after `withinMs`
 */
export async function within<T>(
  what: string,
  promise: Promise<T>,
  withinMs = WITHIN_MS,
  seen: () => string = () => '',
): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`${what}: not within ${withinMs / 1000} s\n${seen()}`.trimEnd())),
    withinMs,
  );
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
