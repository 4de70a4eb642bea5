import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of the kernel's clock for processor time; fixed at 100 on every Linux that Node runs on. */
const TICK_MS = 10;

/**
 * Begins to measure the processor time that this process and all of PostgreSQL use: what the work costs, whatever
 * else the machine is doing. The looking itself is not counted. PostgreSQL on Linux only.
 * @returns milliseconds used until the call
 */
export function startWork(cluster: string): () => number {
  const ticks = postgresTicks(cluster);
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 + (postgresTicks(cluster) - ticks) * TICK_MS;
  };
}

function postgresTicks(cluster: string): number {
  if (process.platform !== 'linux') return 0;
  const postmaster = Number(readFileSync(`${cluster}/postmaster.pid`, 'utf8').split('\n')[0]);
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(name);
    // Fields after the command's name in brackets: state, parent, …; 12th and 13th are user and system ticks.
    if (stat !== undefined && (Number(name) === postmaster || Number(stat[1]) === postmaster)) {
      ticks += Number(stat[11]) + Number(stat[12]);
    }
  }
  return ticks;
}

function statOf(pid: string): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  } catch {
    return undefined;
  }
}
