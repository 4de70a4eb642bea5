import { readFile, writeFile } from 'node:fs/promises';
import { formatError, VratarError } from '@vratar/protocol/errors';
import { Argument, Command } from 'commander';
import type { Kysely, Transaction } from 'kysely';
import { type Database, setScope } from '../db/index.ts';
import { dateAt } from '../people/index.ts';
import type { Toolbox } from '../toolbox/index.ts';
import { applyImport } from './apply-import.ts';
import type { ImportKindName } from './kind-name.ts';
import { IMPORT_KINDS } from './kinds/index.ts';
import type { ImportContext } from './plan.ts';
import { type ImportReport, planImport } from './plan-import.ts';
import { importTemplate } from './template.ts';
import { undoImport } from './undo-import.ts';

type Tools = Pick<Toolbox, 'withDatabase' | 'vault' | 'now'>;

interface RunOptions {
  readonly school: string;
  readonly date?: string;
  readonly removeMissing?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `vratar-cloud import …` */
export function importCommand(tools: Tools): Command {
  const kind = new Argument('<kind>', 'what the file holds').choices(Object.keys(IMPORT_KINDS));
  const run = new Command('run')
    .description('import a CSV or XLSX file (UTF-8 or windows-1251); all of it or nothing')
    .addArgument(kind)
    .argument('<file>')
    .requiredOption('--school <code>', 'institution code')
    .option('--date <day>', 'day from which it holds, YYYY-MM-DD; today unless told')
    .option('--remove-missing', 'the file is complete: who is not in it has left')
    .option('--dry-run', 'show what would change, and change nothing')
    .option('--json', 'one JSON object')
    .action((name: ImportKindName, file: string, options: RunOptions) =>
      runImport(tools, name, file, options),
    );
  const undo = new Command('undo')
    .description('take an import back')
    .argument('<id>', 'as `run` printed it')
    .requiredOption('--school <code>', 'institution code')
    .action((id: string, { school }: { school: string }) =>
      inTransaction(tools, school, async (context) => {
        await undoImport(context, id);
        process.stdout.write('undone\n');
      }),
    );
  const template = new Command('template')
    .description('write an empty workbook with the right columns')
    .addArgument(kind)
    .argument('<file>')
    .action(async (name: ImportKindName, file: string) => writeFile(file, await importTemplate(name)));
  return new Command('import')
    .description('rosters, staff, guardians and timetables from files')
    .addCommand(run)
    .addCommand(undo)
    .addCommand(template);
}

async function runImport(
  tools: Tools,
  kind: ImportKindName,
  file: string,
  options: RunOptions,
): Promise<void> {
  const bytes = await readFile(file);
  await inTransaction(tools, options.school, async (base) => {
    const { removeMissing = false } = options;
    const context = { ...base, removeMissing, ...(options.date !== undefined && { date: options.date }) };
    if (options.dryRun === true) {
      const { report } = await planImport(context, kind, bytes);
      process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : describe(report, file));
      if (report.problems.length > 0) process.exitCode = 1;
      return;
    }
    const { report, id } = await applyImport(context, kind, bytes);
    if (options.json) process.stdout.write(`${JSON.stringify({ id, ...report })}\n`);
    else
      process.stdout.write(
        `${describe(report, file)}${id === undefined ? 'nothing to do' : `import ${id}`}\n`,
      );
  });
}

async function inTransaction(
  tools: Tools,
  code: string,
  work: (context: ImportContext) => Promise<void>,
): Promise<void> {
  const vault = await tools.vault();
  await tools.withDatabase(async (db) => {
    const school = await findSchool(db, code);
    await vault.prepare(db);
    await db.transaction().execute(async (trx: Transaction<Database>) => {
      await setScope(trx, { school: school.id });
      const now = tools.now();
      const date = dateAt(school.timezone, now.getTime());
      await work({ trx, vault, school: school.id, now, date, removeMissing: false });
    });
  });
}

async function findSchool(db: Kysely<Database>, code: string) {
  const school = await db
    .selectFrom('school')
    .select(['id', 'timezone'])
    .where('code', '=', code)
    .executeTakeFirst();
  if (school === undefined) throw new VratarError('school_unknown', { code });
  return school;
}

const SIGNS = { add: '+', change: '~', remove: '-' } as const;

/** Names of people who are missing from a file, before they are only counted. */
const NAMED = 20;

function describe(report: ImportReport, file: string): string {
  const lines = [
    ...report.unknownColumns.map((title) => `? column “${title}” is not read`),
    ...report.changes.map(({ action, line, label, fields }) =>
      [SIGNS[action], line === undefined ? '' : `row ${line}`, label, fields?.join(', ') ?? ''].join('  '),
    ),
    ...report.missing.slice(0, NAMED).map((name) => `!  not in the file: ${name}`),
    ...(report.missing.length > NAMED ? [`!  and ${report.missing.length - NAMED} more`] : []),
    ...report.problems.map((problem) =>
      formatError(new VratarError(problem.code, problem.params, { ...problem.place, file })),
    ),
    `${report.rows} rows, ${report.changes.length} changes, ${report.unchanged} unchanged, ${report.problems.length} errors`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}
