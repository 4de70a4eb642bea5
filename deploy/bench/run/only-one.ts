import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The benchmark that runs on this machine now. */
export interface Running {
  readonly pid: number;
  readonly name: string;
  /** When the process began, in clock ticks since the machine did; another one may have its number later. */
  readonly startedAt: number;
}

export type Claim =
  | { readonly kind: 'held'; readonly release: () => void }
  | { readonly kind: 'taken'; readonly by: Running };

/** Throws as `process.kill` does when there is no such process, or when it belongs to somebody else. */
type Ask = (pid: number) => void;

const askKernel: Ask = (pid) => process.kill(pid, 0);

/**
 * Two benchmarks at once measure each other: this process notes in `file` that it runs one, unless another does.
 * @throws the file system's error, which names the file
 */
export function claimBench(file: string, name: string, ask: Ask = askKernel): Claim {
  const own = `${file}.${process.pid}`;
  rmSync(own, { force: true });
  const running: Running = { pid: process.pid, name, startedAt: startOf(process.pid) ?? 0 };
  writeFileSync(own, JSON.stringify(running), { flag: 'wx' });
  try {
    return claim(file, own, ask);
  } finally {
    rmSync(own, { force: true });
  }
}

/** A link appears with its whole content, and only where there is no file. */
function claim(file: string, own: string, ask: Ask): Claim {
  const by = readRunning(file, ask);
  if (by !== undefined) return { kind: 'taken', by };
  rmSync(file, { force: true });
  try {
    linkSync(own, file);
  } catch (error) {
    const sooner = readRunning(file, ask);
    if (sooner === undefined) throw error;
    return { kind: 'taken', by: sooner };
  }
  return { kind: 'held', release: () => rmSync(file, { force: true }) };
}

/** Undefined where nothing was noted, nothing of any meaning, or a process that is gone. */
function readRunning(file: string, ask: Ask): Running | undefined {
  try {
    const running = JSON.parse(readFileSync(file, 'utf8')) as Running;
    return isThere(running, ask) ? running : undefined;
  } catch {
    return undefined;
  }
}

function isThere({ pid, startedAt }: Running, ask: Ask): boolean {
  try {
    ask(pid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const start = startOf(pid);
  return start === undefined || start === startedAt;
}

/** The 22nd field of /proc/PID/stat; undefined where the kernel does not show it. */
export function startOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return undefined;
  }
}
