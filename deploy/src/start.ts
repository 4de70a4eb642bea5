import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatError, VratarError } from '@vratar/protocol/errors';
import { Command, InvalidArgumentError } from 'commander';
import { DEFAULT_PORTS, paths, socketWires } from './demo/layout.ts';
import { ROOT } from './root.ts';
import { assertPortsFree } from './start/assert-ports-free.ts';
import { demoAccounts } from './start/demo-accounts.ts';
import { DemoSystem } from './start/demo-system.ts';
import { keepRunning } from './start/keep-running.ts';
import { holdAlone } from './start/only-one.ts';
import { Progress } from './start/progress.ts';

interface Options {
  readonly data: string;
  readonly speed: number;
  readonly cloudPort: number;
  readonly mqttPort: number;
  readonly boardPort: number;
  readonly past?: boolean;
}

const program = new Command('npm start --')
  .description('Start the whole system on embedded defaults: simulated school, gateway, cloud.')
  .option('--data <folder>', 'folder of all data', join(ROOT, '.vratar'))
  .option('--speed <factor>', 'how fast the students’ day passes', positive, 1)
  .option('--cloud-port <port>', 'the cloud’s pages and API', port, DEFAULT_PORTS.cloud)
  .option('--mqtt-port <port>', 'the cloud’s broker', port, DEFAULT_PORTS.mqtt)
  .option('--board-port <port>', 'the simulator’s board', port, DEFAULT_PORTS.board)
  .option('--past', 'at the first start, invent last month and this one: lessons to decide, a month to sign')
  .parse();

process.exitCode = await main(program.opts<Options>());

async function main(options: Options): Promise<number> {
  const ports = { cloud: options.cloudPort, mqtt: options.mqttPort, board: options.boardPort };
  const system = new DemoSystem({
    folder: options.data,
    ports,
    speed: options.speed,
    wire: socketWires(options.data),
    past: options.past === true,
  });
  const stop = new AbortController();
  const asked = new Promise<undefined>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(name, () => {
        stop.abort();
        resolve(undefined);
      });
    }
  });
  try {
    mkdirSync(options.data, { recursive: true });
    await holdAlone(paths(options.data).lock);
    await assertPortsFree(Object.values(ports));
    const progress = new Progress();
    process.stdout.write('Vratar starts\n');
    await system.start(progress, stop.signal);
    const { today, board } = system.addresses;
    process.stdout.write(
      `\nReady in ${progress.elapsed} s\n\n  board    ${board}\n  today    ${today}\n  sign in  ${today}sign-in/\n  school   ${today}school/\n\n${demoAccounts(paths(options.data).accounts)}\nCtrl-C stops everything.\n`,
    );
    const tell = (text: string) => void process.stdout.write(`${text}\n`);
    await Promise.race([asked, ...system.services.map((each) => keepRunning(each, stop.signal, tell))]);
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return 0;
    process.stderr.write(
      `\n${error instanceof VratarError ? formatError(error) : (error as Error).message}\n`,
    );
    return 1;
  } finally {
    stop.abort();
    process.stdout.write('\nstopping …\n');
    for (const name of await system.stop()) process.stderr.write(`${name} did not stop and was killed\n`);
  }
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 600)) throw new InvalidArgumentError('expected a number from 0.1 to 600');
  return value;
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535)
    throw new InvalidArgumentError('expected 1 to 65535');
  return value;
}
