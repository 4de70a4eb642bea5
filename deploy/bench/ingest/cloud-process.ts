import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchNetwork } from './network.ts';

const MAIN = new URL('../../../cloud-api/src/cli/main.ts', import.meta.url).pathname;

const PARTIAL = new URL('partial-cloud.ts', import.meta.url).pathname;

export interface CloudOptions {
  /** For Node itself, such as `--cpu-prof`. */
  readonly nodeArgs?: readonly string[];
  /** Names of capabilities to leave out, separated by commas. */
  readonly without?: string | undefined;
}

/** `vratar-cloud run` as users start it, with what it cost. */
export class CloudProcess {
  readonly #child: ChildProcess;
  #peak = 0;
  #timer: NodeJS.Timeout;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#timer = setInterval(() => void this.memory(), 500);
  }

  static async start(network: BenchNetwork, options: CloudOptions = {}): Promise<CloudProcess> {
    const { nodeArgs = [], without } = options;
    const whole = [MAIN, '--config', network.config, 'run'];
    const args = [...nodeArgs, ...(without === undefined ? whole : [PARTIAL, network.config, without])];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    const cloud = new CloudProcess(child);
    for (let tries = 0; tries < 600; tries++) {
      if (child.exitCode !== null) break;
      const health = await fetch(`http://127.0.0.1:${network.httpPort}/health`).catch(() => undefined);
      if (health?.ok) return cloud;
      await sleep(100);
    }
    throw new Error('the cloud does not start');
  }

  /** Resident memory of the process now, MB; its highest value is kept. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, 'utf8').catch(() => '');
    const mb = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
    this.#peak = Math.max(this.#peak, mb);
    return mb;
  }

  get peakMemory(): number {
    return this.#peak;
  }

  /** Seconds of processor time so far: of the cloud's own process, and of its PostgreSQL. */
  async cpu(): Promise<{ readonly cloud: number; readonly postgres: number }> {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const all = (await Promise.all(pids.map(readStat))).filter((stat) => stat !== undefined);
    const descend = (parents: readonly number[]): ProcessStat[] => {
      const children = all.filter(({ parent }) => parents.includes(parent));
      return children.length === 0 ? [] : [...children, ...descend(children.map(({ pid }) => pid))];
    };
    const postgres = descend([this.#child.pid!]).reduce((sum, { seconds }) => sum + seconds, 0);
    return { cloud: all.find(({ pid }) => pid === this.#child.pid)?.seconds ?? 0, postgres };
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }
}

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  /** Of processor time, children that have ended included. */
  readonly seconds: number;
}

async function readStat(pid: string): Promise<ProcessStat | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
  return { pid: Number(pid), parent: Number(fields[1]), seconds: ticks / 100 };
}
