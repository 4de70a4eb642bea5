import { SUPERVISED } from '../supervise/supervised.ts';

/** Resolves at the first SIGINT or SIGTERM, or when the supervisor is gone; a second signal ends the process as usual. */
export function untilSignal(): Promise<string> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
    if (process.env[SUPERVISED] !== undefined)
      process.stdin.resume().once('end', () => resolve('supervisor gone'));
  });
}
