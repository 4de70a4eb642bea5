import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { GateRig } from '../testing/gate/index.ts';
import { cpuSeconds, family, nameOf, proportionalMb, sum } from './gate/process-figures.ts';

const HELP = `What a gateway at rest needs: memory and CPU of all its processes (DESIGN.md, section 5).

  npm run bench -- gate-rest [--seconds 30]

\`vratar-edge run\` with gate and link, 8 devices on a 115,200 baud line, a list of 10,000 entries, no broker in reach.
Memory is the proportional set size (pages that processes share are counted once); CPU is of one core of this machine.
`;
const MEMORY_MB = 250;
const CPU_PERCENT = 10;
const MAIN = join(import.meta.dirname, '..', '..', 'edge-agent', 'src', 'cli', 'main.ts');

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'vratar-bench-rest-'));
const link = { broker: { url: 'mqtt://127.0.0.1:9' } };
const rig = await GateRig.build(folder, { lines: 1, lanesPerLine: 8, baud: 115_200, link }, 10_000);
await rig.bringList();
const run = spawn(process.execPath, [MAIN, 'run', '--config', join(folder, 'edge.yaml')], {
  stdio: 'ignore',
});
try {
  await sleep(20_000);
  const processes = family(run);
  const before = processes.map(cpuSeconds);
  await sleep(Number(values.seconds) * 1000);
  const after = processes.map(cpuSeconds);
  const cpu = processes.map((_, n) => (100 * (after[n]! - before[n]!)) / Number(values.seconds));
  const memory = processes.map(proportionalMb);
  for (const [n, pid] of processes.entries())
    console.log(`${nameOf(pid).padEnd(6)} ${memory[n]!.toFixed(0)} MB, ${cpu[n]!.toFixed(1)} % of a core`);
  verdict('memory, MB', sum(memory), MEMORY_MB);
  verdict('CPU, % of a core', sum(cpu), CPU_PERCENT);
} finally {
  run.kill('SIGTERM');
  await new Promise((resolve) => run.once('exit', resolve));
  await rig.stop();
  rmSync(folder, { recursive: true, force: true });
}

function verdict(what: string, found: number, target: number): void {
  console.log(
    `all processes: ${what} ${found.toFixed(1)}, target ${target}, ratio ${(found / target).toFixed(2)}`,
  );
  if (found > target) process.exitCode = 1;
}
