import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Mutation } from './mutation.ts';
import { PatchedCopy } from './patched-copy.ts';

export interface Caught {
  readonly seed: number;
  readonly violation: string;
}

/** Seeds that are tried before a mutation counts as unnoticed. */
const TRIED = 400;

/** Plants a defect in a copy and simulates mornings until one of them notices it. */
export function tryMutation(
  root: string,
  { edits, seed, breaks }: Mutation,
  workers: number,
): Caught | undefined {
  using copy = new PatchedCopy(root, edits);
  const known = simulate(copy.folder, ['--seed', String(seed)], breaks);
  return (
    known ??
    simulate(copy.folder, ['--seeds', String(TRIED), '--first', '--workers', String(workers)], breaks)
  );
}

function simulate(folder: string, args: readonly string[], breaks: string): Caught | undefined {
  const main = join(folder, 'deploy/simulate/main.ts');
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  if (status !== 0 && status !== 1) throw new Error(`the simulation did not run: ${stderr}`);
  const seed = /^seed (\d+)/m.exec(stdout)?.[1];
  const violation = stdout.split('\n').find((line) => line.startsWith(`  ${breaks} `));
  return seed === undefined || violation === undefined
    ? undefined
    : { seed: Number(seed), violation: violation.trim() };
}
