import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Mutation } from './mutation.ts';
import { PatchedCopy } from './patched-copy.ts';

export interface Caught {
  readonly seed: number;
  readonly violation: string;
}

/** Which mornings to simulate with the defect: one, or several until one of them notices it. */
export type Mornings =
  | { readonly seed: number }
  | { readonly from: number; readonly count: number; readonly workers: number };

/**
 * Plants a defect in a copy and simulates mornings until one of them breaks the invariant that the defect breaks. Other
 * violations do not count: a simulation that fails for another reason has not understood the defect.
 */
export function tryMutation(
  root: string,
  { edits, breaks }: Mutation,
  mornings: Mornings,
): Caught | undefined {
  using copy = new PatchedCopy(root, edits);
  const main = join(copy.folder, 'deploy/simulate/main.ts');
  const args = [main, ...optionsOf(mornings), '--until', `${breaks} `];
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0 && status !== 1) {
    throw new Error(`the simulation ended with ${status ?? signal}: ${stderr.slice(-2_000)}`);
  }
  return firstOf(stdout, breaks);
}

function optionsOf(mornings: Mornings): string[] {
  if ('seed' in mornings) return ['--seed', String(mornings.seed)];
  const { from, count, workers } = mornings;
  return ['--from', String(from), '--seeds', String(count), '--workers', String(workers)];
}

function firstOf(output: string, breaks: string): Caught | undefined {
  let seed = 0;
  for (const line of output.split('\n')) {
    seed = Number(/^seed (\d+)/.exec(line)?.[1] ?? seed);
    if (line.startsWith(`  ${breaks} `)) return { seed, violation: line.trim() };
  }
  return undefined;
}
