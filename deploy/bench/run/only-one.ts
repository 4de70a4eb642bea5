import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The benchmark that runs on this machine now. */
export interface Running {
  readonly pid: number;
  readonly name: string;
}

/** Two benchmarks at once measure each other. Says which one is running, as far as `file` and the kernel know. */
export function runningBench(file: string): Running | undefined {
  try {
    const running = JSON.parse(readFileSync(file, 'utf8')) as Running;
    process.kill(running.pid, 0);
    return running;
  } catch {
    // Never written, of no meaning, or of a process that is gone.
    return undefined;
  }
}

/** Notes the benchmark that was started; gives what is to be called at its end. */
export function noteBench(file: string, running: Running): () => void {
  writeFileSync(file, JSON.stringify(running));
  return () => rmSync(file, { force: true });
}
