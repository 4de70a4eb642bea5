import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { boardApp, serveBoard } from '../board/index.ts';
import { loadSchool, School } from '../school/index.ts';
import { numberBetween } from './arguments.ts';

const WEB = join(import.meta.dirname, '..', '..', 'web');

interface SchoolOptions {
  config: string;
  speed?: number;
  crowd?: boolean;
}

/** `vratar-sim school`: lanes, lines, people and the board. */
export function schoolCommand(): Command {
  return new Command('school')
    .description(
      'run a whole school: lines with devices, turnstiles, a fire panel, people, and a board to play with',
    )
    .requiredOption('--config <file>', 'what is built, as commented YAML; its schema: vratar-sim schema')
    .option(
      '--speed <factor>',
      'how fast the people’s day passes; lanes stay as they are',
      numberBetween(0.1, 600),
    )
    .option('--crowd', 'people come by themselves from the start')
    .action(run);
}

async function run(options: SchoolOptions): Promise<void> {
  const loaded = await loadSchool(options.config);
  const speed = options.speed ?? loaded.config.crowd.speed;
  const autostart = options.crowd ?? loaded.config.crowd.autostart;
  const config = { ...loaded.config, crowd: { ...loaded.config.crowd, speed, autostart } };
  if (!existsSync(join(WEB, 'dist', 'index.html'))) await buildWeb();
  const school = await School.start({ ...loaded, config });
  const app = boardApp({ school, page: join(WEB, 'dist') });
  const board = await serveBoard(app, config.board.host, config.board.port).catch(async (error) => {
    await school.stop();
    throw error;
  });
  for (const [line, address] of school.addresses) console.log(`${line} at ${address}`);
  console.log(`board at ${board}`);
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  await app.close();
  await school.stop();
}

/** Loaded only when it is needed: the builder is ten times as large as the simulator. */
async function buildWeb(): Promise<void> {
  console.log('building the board’s page …');
  const { buildPage } = await import('@vratar/ui/build');
  await buildPage(WEB);
}
