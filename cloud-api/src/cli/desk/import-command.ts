import { readFile, writeFile } from 'node:fs/promises';
import { formatError, VratarError } from '@vratar/protocol/errors';
import { Argument, Command } from 'commander';
import type { Static } from 'typebox';
import { IMPORT_KINDS, type ImportKindName, importTemplate } from '../../imports/index.ts';
import type { AppliedView, ReportView } from '../../imports/routes/schema.ts';
import { type DeskTools, type InPerson, inPerson } from './in-person.ts';
import { atDesk } from './options.ts';

type Report = Static<typeof ReportView>;

interface RunOptions extends InPerson {
  readonly date?: string;
  readonly removeMissing?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `vratar-cloud import …`: files with names, so it is done in somebody's name, who may do it on the pages, too. */
export function importCommand(tools: DeskTools): Command {
  const kind = new Argument('<kind>', 'what the file holds').choices(Object.keys(IMPORT_KINDS));
  const run = atDesk(new Command('run'))
    .description('import a CSV or XLSX file (UTF-8 or windows-1251); all of it or nothing')
    .addArgument(kind)
    .argument('<file>')
    .option('--date <day>', 'day from which it holds, YYYY-MM-DD; today unless told')
    .option('--remove-missing', 'the file is complete: who is not in it has left')
    .option('--dry-run', 'show what would change, and change nothing')
    .action((name: ImportKindName, file: string, options: RunOptions) =>
      runImport(tools, name, file, options),
    );
  const undo = atDesk(new Command('undo'))
    .description('take an import back')
    .argument('<id>', 'as `run` printed it')
    .action((id: string, { json = false, ...who }: InPerson & { json?: boolean }) =>
      inPerson(tools, who, async ({ call }) => {
        await call('POST', `/imports/${encodeURIComponent(id)}/undo`, {});
        process.stdout.write(json ? `${JSON.stringify({ id })}\n` : 'undone\n');
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
  tools: DeskTools,
  kind: ImportKindName,
  file: string,
  { date, removeMissing = false, dryRun = false, json = false, ...who }: RunOptions,
): Promise<void> {
  const bytes = await readFile(file);
  const query = new URLSearchParams({
    kind,
    ...(date === undefined ? {} : { date }),
    ...(removeMissing ? { removeMissing: 'true' } : {}),
  });
  await inPerson(tools, who, async ({ call }) => {
    if (dryRun) {
      const report = await call<Report>('POST', `/imports/plan?${query}`, bytes);
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : describe(report, file));
      if (report.problems.length > 0) process.exitCode = 1;
      return;
    }
    const { id, report } = await call<Static<typeof AppliedView>>('POST', `/imports?${query}`, bytes);
    const done = id === undefined ? 'nothing to do' : `import ${id}`;
    process.stdout.write(
      json ? `${JSON.stringify({ id, ...report })}\n` : `${describe(report, file)}${done}\n`,
    );
  });
}

const SIGNS = { add: '+', change: '~', remove: '-' } as const;

/** Names of people who are missing from a file, before they are only counted. */
const NAMED = 20;

function describe({ changes, missing, problems, ...report }: Report, file: string): string {
  const lines = [
    ...report.unknownColumns.map((title) => `? column “${title}” is not read`),
    ...changes.map(({ action, line, label, fields }) =>
      [SIGNS[action], line === undefined ? '' : `row ${line}`, label, fields?.join(', ') ?? ''].join('  '),
    ),
    ...missing.slice(0, NAMED).map((name) => `!  not in the file: ${name}`),
    ...(missing.length > NAMED ? [`!  and ${missing.length - NAMED} more`] : []),
    ...problems.map(({ code, text: title, next: detail, ...place }) =>
      formatError(new VratarError('route_refused', { code, title, detail }, { ...place, file })),
    ),
    `${report.rows} rows, ${changes.length} changes, ${report.unchanged} unchanged, ${problems.length} errors`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}
