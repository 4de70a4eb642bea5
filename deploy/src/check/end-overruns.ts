import { readdirSync, readFileSync } from 'node:fs';

/** How often the processes are looked at, at the most, ms. */
const LOOK_MS = 5000;

/**
 * Ends each child process that takes longer than it may, with all that it has started. Node's runner waits for the process of a
 * test file as long as anything in it waits, also when its last test has long failed; that file fails then, and the
 * others go on. Looks into `/proc`: on Linux alone.
 *
 * @param tell hears of each process that was ended
 * @returns stops looking
 */
export function endOverruns(limitMs: number, tell: (line: string) => void): () => void {
  let since = new Map<number, number>();
  const look = () => {
    const now = performance.now();
    since = new Map(childrenOf(process.pid).map((pid) => [pid, since.get(pid) ?? now]));
    for (const [pid, seen] of since) {
      const age = now - seen;
      if (age < limitMs) continue;
      const started = descendantsOf(pid);
      tell(`ended after ${Math.round(age / 1000)} s, with ${started.length} more: ${whatOf(pid)}`);
      for (const each of [pid, ...started]) kill(each);
    }
  };
  const timer = setInterval(look, Math.min(LOOK_MS, limitMs / 2));
  timer.unref();
  return () => clearInterval(timer);
}

const descendantsOf = (pid: number): number[] =>
  childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      [...read(`/proc/${pid}/task/${task}/children`).matchAll(/\d+/g)].map(Number),
    );
  } catch {
    return [];
  }
}

/** The last word of its command: the test file. */
const whatOf = (pid: number): string => read(`/proc/${pid}/cmdline`).split('\0').at(-2) ?? '';

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has just ended.
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
