import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../root.ts';

/** One check; prints what it finds and answers whether it found nothing. */
export type Step = () => Promise<boolean>;

const BIN = join(ROOT, 'node_modules', '.bin');

export const checkTypes: Step = async () => {
  const projects = globSync('*/{,*/}tsconfig.json', { cwd: ROOT, exclude: ['node_modules/**'] }).map((file) =>
    dirname(file),
  );
  let right = projects.length > 0;
  for (const project of projects.sort()) right = (await run('tsc', ['-p', project])) && right;
  return right;
};

export const checkLint: Step = () =>
  run('biome', ['ci', '--error-on-warnings', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.']);

export const checkImports: Step = () => {
  const folders = ['protocol', 'edge-agent', 'cloud-api', 'firmware-sim', 'ui', 'deploy'];
  return run('depcruise', [
    '--config',
    '.dependency-cruiser.mjs',
    ...folders.filter((each) => existsSync(join(ROOT, each))),
  ]);
};

function run(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(BIN, program), args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code === 0));
  });
}
