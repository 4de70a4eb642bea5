import { setTimeout as sleep } from 'node:timers/promises';
import { VratarError } from '@vratar/protocol/errors';
import { Command } from 'commander';
import type { Kysely } from 'kysely';
import type { Database } from '../db/index.ts';
import type { Toolbox } from '../toolbox/index.ts';
import { beginRotation, rotateStep } from './rotate-school.ts';
import type { Vault } from './vault.ts';

type Tools = Pick<Toolbox, 'withDatabase' | 'vault' | 'now'>;

/** `vratar-cloud vault …` */
export function vaultCommand(tools: Tools): Command {
  const rotate = new Command('rotate')
    .description('give schools new data keys and re-encrypt under them; safe to interrupt and to repeat')
    .option('--school <code>', 'only this institution; all of them unless told')
    .option('--master', 'only wrap the data keys by the newest master key; the data stay as they are')
    .action(async (options: { school?: string; master?: boolean }) => {
      const vault = await tools.vault();
      await tools.withDatabase(async (db) => {
        await vault.prepare(db);
        await rewrap(db, vault);
        if (options.master === true) return;
        for (const school of await schools(db, options.school))
          await rotateSchool(db, vault, school, tools.now);
      });
    });
  return new Command('vault').description('the keys over names and card numbers').addCommand(rotate);
}

async function rewrap(db: Kysely<Database>, vault: Vault): Promise<void> {
  for (let total = 0; ; ) {
    const count = await vault.rewrapKeys(db, 500);
    total += count;
    if (count > 0) continue;
    process.stdout.write(`${total} data keys wrapped by the newest master key\n`);
    return;
  }
}

interface School {
  readonly id: string;
  readonly code: string;
}

async function schools(db: Kysely<Database>, code: string | undefined): Promise<readonly School[]> {
  const found = await db
    .selectFrom('school')
    .select(['id', 'code'])
    .$if(code !== undefined, (query) => query.where('code', '=', code!))
    .orderBy('code')
    .execute();
  if (found.length === 0 && code !== undefined) throw new VratarError('school_unknown', { code });
  return found;
}

async function rotateSchool(
  db: Kysely<Database>,
  vault: Vault,
  school: School,
  now: () => Date,
): Promise<void> {
  const version = await beginRotation(db, vault, school.id);
  for (let total = 0; ; ) {
    const step = await rotateStep(db, vault, school.id, now());
    total += step.done;
    process.stdout.write(`${school.code}  key ${version}  ${total} re-encrypted  ${step.state}\n`);
    if (step.state === 'finished') return;
    // Other processes may still seal under the old key for as long as they keep it in memory.
    if (step.state === 'waiting') await sleep(10_000);
  }
}
