import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimBench } from './run/only-one.ts';

/** `npm run bench`: the benchmarks by name, and one of them on the pinned Node. */
const FOLDER = import.meta.dirname;
const OWN = new Set(['main', 'percentiles']);
const RUNNING = join(tmpdir(), 'vratar-bench.json');

const [name, ...args] = process.argv.slice(2);
const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
  .filter((bench) => !OWN.has(bench));

if (name === undefined || name === '--help' || name === '-h') list();
else if (names.includes(name)) run(name);
else {
  process.stderr.write(`There is no benchmark “${name}”. Those there are:\n\n`);
  list();
  process.exitCode = 2;
}

function list(): void {
  const width = Math.max(...names.map((bench) => bench.length));
  const lines = names.map((bench) => `  ${bench.padEnd(width)}  ${purpose(bench)}`);
  process.stdout.write(
    `npm run bench -- NAME [options]     (each has --help)\n\n${lines.join('\n')}\n\nA figure counts only on a machine that does nothing else.\n`,
  );
}

/** The first sentence of its help. */
function purpose(bench: string): string {
  const text = readFileSync(join(FOLDER, `${bench}.ts`), 'utf8');
  return /const HELP = `([^\n]+)/.exec(text)?.[1] ?? '';
}

function run(bench: string): void {
  const claim = claimBench(RUNNING, bench);
  if (claim.kind === 'taken') {
    const { name: other, pid } = claim.by;
    process.stderr.write(
      `${other} is running (process ${pid}, noted in ${RUNNING}); two at once measure each other.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const tied = join(FOLDER, 'run', 'tied.ts');
  const child = spawn(process.execPath, ['--import', tied, join(FOLDER, `${bench}.ts`), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  process.once('exit', claim.release);
  child.once('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 1;
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
}
