import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A process and its children. */
export function family({ pid }: ChildProcess): number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = all.filter((name) => field(Number(name), 1) === pid);
  return [pid!, ...children.map(Number)];
}

/** CPU time so far, user and system. */
export function cpuSeconds(pid: number): number {
  return (field(pid, 11) + field(pid, 12)) / 100;
}

/** Proportional set size: pages that processes share are counted once. */
export function proportionalMb(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)![1]) / 1024;
}

/** The command that a process of `vratar-edge` runs. */
export function nameOf(pid: number): string {
  return /main\.ts\0(\w+)/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[1] ?? 'node';
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** A field of /proc/PID/stat, counted behind the name of the command. */
function field(pid: number, index: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[index]);
  } catch {
    return Number.NaN;
  }
}
