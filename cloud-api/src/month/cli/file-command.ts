import { writeFile } from 'node:fs/promises';
import { formatError, VratarError } from '@vratar/protocol/errors';
import { Command } from 'commander';
import { schoolsOf } from '../../attendance/reconcile/schools.ts';
import { audit } from '../../audit/index.ts';
import { setScope } from '../../db/index.ts';
import type { Toolbox } from '../../toolbox/index.ts';
import { monthFile } from '../files/month-file.ts';
import type { Month } from '../month.ts';
import { monthArgument } from './month-argument.ts';
import { outPath } from './out-path.ts';

interface Options {
  readonly school: string;
  readonly month: Month;
  readonly out?: string;
  readonly json?: true;
}

/** What became of one school's file. */
interface Written {
  readonly code: string;
  readonly rows: number;
  /** Pupils whom nobody can name any more. */
  readonly erased: number;
  /** Absent where there was nothing to write. */
  readonly path?: string;
  readonly error?: string;
}

/** `vratar-cloud month file`: one file a school; a school that cannot be written stops no other. */
export function fileCommand(tools: Pick<Toolbox, 'withDatabase' | 'vault'>): Command {
  return new Command('file')
    .description('write the import file of НЕИСПУО; it holds names and identifiers, keep it accordingly')
    .requiredOption('--school <code>', 'institution code or id; all for every school')
    .requiredOption('--month <month>', 'YYYY-MM', monthArgument)
    .option('--out <path>', 'file or folder; the ministry’s own name in the current folder by default')
    .option('--json', 'one JSON line a school')
    .action((options: Options) => write(tools, options));
}

async function write(tools: Pick<Toolbox, 'withDatabase' | 'vault'>, options: Options): Promise<void> {
  const vault = await tools.vault();
  await tools.withDatabase(async (db) => {
    const schools = await schoolsOf(db, options.school);
    const several = schools.length > 1;
    if (several) await outPath(options.out, '', true);
    for (const { id, code } of schools) {
      const done = await db
        .transaction()
        .execute(async (trx): Promise<Written> => {
          await setScope(trx, { school: id });
          const made = await monthFile(trx, vault, id, options.month);
          if (made.rows.length === 0) return { code, rows: 0, erased: made.erased };
          const detail = { what: 'neispuo', rows: made.rows.length };
          await audit(trx, { action: 'list_exported', subject: `month:${options.month}`, detail });
          const path = await outPath(options.out, made.name, several);
          await writeFile(path, made.bytes, { mode: 0o600 });
          return { code, rows: made.rows.length, erased: made.erased, path };
        })
        .catch((error: unknown): Written => {
          if (!(error instanceof VratarError) || !several) throw error;
          return { code, rows: 0, erased: 0, error: formatError(error) };
        });
      say(done, options.json === true);
    }
  });
}

function say({ code, rows, erased, path, error }: Written, json: boolean): void {
  if (error !== undefined) process.exitCode = 1;
  if (json) process.stdout.write(`${JSON.stringify({ code, rows, erased, path, error })}\n`);
  else if (error !== undefined) process.stderr.write(`${code}: ${error}\n`);
  else {
    const without = erased === 0 ? '' : `, without ${erased} who have been erased since`;
    const what = path === undefined ? 'nobody was absent, no file' : `${rows} rows in ${path}`;
    process.stderr.write(`${code}: ${what}${without}\n`);
  }
}
