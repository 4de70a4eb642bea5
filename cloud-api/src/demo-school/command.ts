import { writeFile } from 'node:fs/promises';
import { VratarError } from '@vratar/protocol/errors';
import { Command, InvalidArgumentError } from 'commander';
import type { Kysely } from 'kysely';
import { connectPool, type Database } from '../db/index.ts';
import { addDays, dateAt } from '../people/index.ts';
import type { Toolbox } from '../toolbox/index.ts';
import { demoPassword, writeAccountsFile } from './accounts-file.ts';
import { type SeededHistory, seedHistory } from './history/seed-history.ts';
import { DEMO, inventSchool } from './invent-school.ts';
import { openDay } from './open-day.ts';
import { writePeopleFile } from './people-file.ts';
import { seedAccounts } from './seed-accounts.ts';
import { type SeededSchool, seedSchool } from './seed-school.ts';

export interface DemoOptions {
  readonly gateway: string;
  readonly lanes: readonly string[];
  readonly seed: number;
  /** Where the simulator's cards are written. */
  readonly peopleFile?: string;
  /** Where the gateway's key is written, base64url, readable by its owner only. */
  readonly siteKeyFile?: string;
  /** Where the accounts and their password are written; without it there are none. */
  readonly accountsFile?: string;
}

const TIMEZONE = 'Europe/Sofia';

/** Seeds the demonstration school unless it is there, makes today a school day, and writes what the other parts need. */
export async function seedDemo(
  tools: Pick<Toolbox, 'withDatabase' | 'vault' | 'now'>,
  options: DemoOptions,
): Promise<SeededSchool> {
  const now = tools.now();
  const today = dateAt(TIMEZONE, now.getTime());
  // From 15 August on people think of the year that comes.
  const startYear = Number(addDays(today, -226).slice(0, 4));
  const plan = inventSchool({ ...DEMO, seed: options.seed, startYear });
  const seeded = await tools.withDatabase(async (db) => {
    const result = await seedSchool(db, await tools.vault(), plan, options, now);
    await openDay(db, result.school, today);
    if (options.accountsFile !== undefined) await seedAccountsInto(options.accountsFile, db, result.school);
    return result;
  });
  if (options.peopleFile !== undefined) await writePeopleFile(options.peopleFile, plan);
  if (options.siteKeyFile !== undefined)
    await writeFile(options.siteKeyFile, `${seeded.siteKey}\n`, { mode: 0o600 });
  return seeded;

  async function seedAccountsInto(file: string, db: Kysely<Database>, school: string): Promise<void> {
    const password = await demoPassword(file);
    const accounts = await seedAccounts(db, await tools.vault(), { school, password, today, now });
    await writeAccountsFile(file, { password, accounts });
  }
}

/** `vratar-cloud demo …` */
export function demoCommand(
  tools: Pick<Toolbox, 'withDatabase' | 'logins' | 'vault' | 'listKeys' | 'now'>,
): Command {
  const seed = new Command('seed')
    .description(
      'invent the demonstration school: 600 students, 24 classes, two shifts, four lanes; safe to repeat',
    )
    .option('--gateway <id>', 'name of its gateway', 'demo-gateway')
    .option('--lanes <ids>', 'names of its lanes, separated by commas', 'lane-1,lane-2,lane-3,lane-4')
    .option('--seed <number>', 'another number invents another school', parseSeed, DEMO.seed)
    .option('--people-file <path>', 'write the cards and who carries them, for vratar-sim')
    .option('--site-key-file <path>', 'write the key of the gateway')
    .option('--accounts-file <path>', 'make accounts to sign in with; write their logins and their password')
    .action(async (given: Omit<DemoOptions, 'lanes'> & { lanes: string }) => {
      const seeded = await seedDemo(tools, { ...given, lanes: given.lanes.split(',') });
      const { siteKey: _secret, ...shown } = seeded;
      process.stdout.write(`${JSON.stringify({ ...shown, listKeys: await tools.listKeys.public() })}\n`);
    });
  const history = new Command('history')
    .description(
      'give the demonstration school a past: last month and this one until yesterday, through the real ingest',
    )
    .option('--gateway <id>', 'name of its gateway, before it has ever spoken', 'demo-gateway')
    .option('--lanes <ids>', 'names of its lanes, separated by commas', 'lane-1,lane-2,lane-3,lane-4')
    .action(async ({ gateway, lanes }: { gateway: string; lanes: string }) => {
      const made = await addHistory(tools, gateway, lanes.split(','));
      process.stdout.write(`${JSON.stringify(made ?? { days: 0 })}\n`);
    });
  return new Command('demo')
    .description('an invented school to look at')
    .addCommand(seed)
    .addCommand(history);
}

/** @throws VratarError `school_unknown` where the gateway belongs to no school */
async function addHistory(
  tools: Pick<Toolbox, 'withDatabase' | 'logins' | 'now'>,
  gateway: string,
  lanes: readonly string[],
): Promise<SeededHistory | undefined> {
  const ingest = connectPool((await tools.logins()).ingest, { name: 'vratar history', max: 3 });
  try {
    return await tools.withDatabase(async (db) => {
      const found = await db
        .selectFrom('gateway')
        .select('school')
        .where('id', '=', gateway)
        .executeTakeFirst();
      if (found === undefined) throw new VratarError('school_unknown', { code: gateway });
      return seedHistory({ db, ingest, school: found.school, gateway, lanes, now: tools.now() });
    });
  } finally {
    await ingest.end();
  }
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (!Number.isInteger(seed) || seed < 0) throw new InvalidArgumentError('expected a whole number');
  return seed;
}
