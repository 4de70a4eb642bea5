import { globSync, readdirSync, readFileSync } from 'node:fs';

/** How often the processes are looked at, at the most, ms. */
const LOOK_MS = 5000;

/** Node's arguments for a test file: without them, what has lost its parent is not known to be of that file. */
export const MARKING: readonly string[] = ['--import', import.meta.resolve('./mark-processes.ts')];

/**
 * Ends each child process that takes longer than it may, with all that it has started. Node's runner waits for the process of a
 * test file as long as anything in it waits, also when its last test has long failed, and then for whoever holds its
 * output; that file fails then, and the others go on. Looks into `/proc`: on Linux alone.
 *
 * @param tell hears of each file that was ended
 * @returns stops looking
 */
export function endOverruns(limitMs: number, tell: (line: string) => void): () => void {
  let files = new Map<number, { what: string; since: number }>();
  const look = () => {
    const now = performance.now();
    const running = processesByFile();
    files = new Map(
      [...running].map(([file, [first]]) => [file, files.get(file) ?? { what: whatOf(first!), since: now }]),
    );
    for (const [file, seen] of files) {
      const age = now - seen.since;
      if (age < limitMs) continue;
      const processes = [...running.get(file)!];
      tell(`ended after ${Math.round(age / 1000)} s, ${processes.length} processes: ${seen.what}`);
      processes.forEach(kill);
      seen.since = now;
    }
  };
  const timer = setInterval(look, Math.min(LOOK_MS, limitMs / 2));
  timer.unref();
  return () => clearInterval(timer);
}

/** By the number of its own process, which may have ended: that one first, then what it has started. */
function processesByFile(): Map<number, Set<number>> {
  const found = new Map(
    childrenOf(process.pid).map((child) => [child, new Set([child, ...descendantsOf(child)])]),
  );
  const mark = `VRATAR_TEST_FILE=${process.pid}:`;
  for (const path of globSync('/proc/[0-9]*/environ')) {
    const own = read(path)
      .split('\0')
      .find((variable) => variable.startsWith(mark));
    if (own === undefined) continue;
    const file = Number(own.slice(mark.length));
    if (!found.has(file)) found.set(file, new Set());
    found.get(file)!.add(Number(path.split('/')[2]));
  }
  return found;
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
    // It has just ended, or is somebody else's.
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
