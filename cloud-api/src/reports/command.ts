import { writeFile } from 'node:fs/promises';
import { VratarError } from '@vratar/protocol/errors';
import { Command, Option } from 'commander';
import type { Transaction } from 'kysely';
import { schoolsOf } from '../attendance/reconcile/schools.ts';
import { type Database, setScope } from '../db/index.ts';
import { dayArgument } from '../month/cli/day-argument.ts';
import { monthArgument } from '../month/cli/month-argument.ts';
import { outPath } from '../month/cli/out-path.ts';
import { addMonths, type Month, monthOf } from '../month/month.ts';
import type { Toolbox } from '../toolbox/index.ts';
import { exportReport, REPORT_FORMATS, type ReportFormat } from './export-report.ts';
import { SELECTIONS, type Selection } from './kinds/risk-reasons.ts';
import type { ReportKind, ReportRequest } from './request.ts';
import { REPORT_LANGUAGES, type ReportLanguage } from './table.ts';

type Tools = Pick<Toolbox, 'withDatabase' | 'vault' | 'now'>;

interface Options {
  readonly school: string;
  readonly month: Month;
  readonly day: string;
  readonly class?: string;
  readonly person: string;
  readonly selection: Selection;
  readonly language: ReportLanguage;
  readonly format: ReportFormat;
  readonly out?: string;
  readonly json?: true;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const DESCRIPTIONS: Readonly<Record<ReportKind, string>> = {
  month: 'absences of a month, one row a pupil',
  register: 'the class book of a month, one column a day',
  person: 'a pupil’s month, one row a day, one column a lesson',
  day: 'who came on a day, when, and for how long',
  week: 'time in school in the week of a day',
  'at-risk': 'pupils above the limits of the school since the school year began, at all their schools',
};

/** `vratar-cloud report …`: names are in the reports, keep them accordingly. */
export function reportCommand(tools: Tools): Command {
  const month = new Option('--month <month>', 'YYYY-MM').argParser(monthArgument).makeOptionMandatory();
  const day = (text: string) => new Option('--day <date>', text).argParser(dayArgument).makeOptionMandatory();
  const ofClass = new Option('--class <name>', 'only this class, such as 7а');
  const needsClass = new Option('--class <name>', 'the class, such as 7а').makeOptionMandatory();
  const person = new Option('--person <no>', 'account number or id of the pupil').makeOptionMandatory();
  const selection = new Option('--selection <name>', 'dropout: as НЕИСПУО counts them')
    .choices([...SELECTIONS])
    .default('risk');
  const own: Readonly<Record<ReportKind, readonly Option[]>> = {
    month: [month, ofClass],
    register: [month, needsClass],
    person: [month, person],
    day: [day('YYYY-MM-DD'), ofClass],
    week: [day('YYYY-MM-DD, any day of the week'), ofClass],
    'at-risk': [day('YYYY-MM-DD, the last that counts'), ofClass, selection],
  };
  const root = new Command('report').description('reports in three languages, as CSV, XLSX or PDF');
  for (const [kind, options] of Object.entries(own) as [ReportKind, readonly Option[]][]) {
    const command = new Command(kind).description(DESCRIPTIONS[kind]);
    for (const option of options) command.addOption(option);
    root.addCommand(
      command
        .requiredOption('--school <code>', 'institution code or id')
        .addOption(new Option('--language <code>').choices([...REPORT_LANGUAGES]).default('bg'))
        .addOption(new Option('--format <name>').choices([...REPORT_FORMATS]).default('pdf'))
        .option('--out <path>', 'file or folder; the current folder by default')
        .option('--json', 'say what was written as JSON')
        .action((given: Options) => write(tools, kind, given)),
    );
  }
  return root;
}

async function write(tools: Tools, kind: ReportKind, options: Options): Promise<void> {
  const { language, format } = options;
  const vault = await tools.vault();
  const { code, made } = await tools.withDatabase(async (db) => {
    const [school, second] = await schoolsOf(db, options.school);
    if (school === undefined || second !== undefined) {
      throw new VratarError('school_unknown', { code: options.school }, { field: '--school' });
    }
    const now = tools.now().getTime();
    return db.transaction().execute(async (trx) => {
      await setScope(trx, { school: school.id });
      const request = await requestOf(trx, school.id, kind, options);
      const context = { school: school.id, language, now };
      return { code: school.code, made: await exportReport({ trx, vault }, context, request, format) };
    });
  });
  const path = await outPath(options.out, `${code}-${made.fileName}`, false);
  await writeFile(path, made.bytes, { mode: 0o600 });
  if (options.json === true) process.stdout.write(`${JSON.stringify({ path, rows: made.rows })}\n`);
  else process.stderr.write(`${made.rows} rows in ${path}\n`);
}

async function requestOf(
  trx: Transaction<Database>,
  school: string,
  kind: ReportKind,
  { month, day, class: name, person, selection }: Options,
): Promise<ReportRequest> {
  const classId = name === undefined ? undefined : await classOf(trx, school, name, month ?? day);
  const narrowed = classId === undefined ? {} : { class: classId };
  switch (kind) {
    case 'month':
      return { kind, month, ...narrowed };
    case 'register':
      return { kind, month, class: classId as string };
    case 'person':
      return { kind, month, person: await personOf(trx, school, person) };
    case 'day':
    case 'week':
      return { kind, day, ...narrowed };
    case 'at-risk':
      return { kind, day, selection, ...narrowed };
  }
}

/** The class of that name in the school year of the date. */
async function classOf(
  trx: Transaction<Database>,
  school: string,
  name: string,
  at: string,
): Promise<string> {
  const found = await trx
    .selectFrom('class')
    .innerJoin('school_year', 'school_year.id', 'class.school_year')
    .select('class.id')
    .where('class.school', '=', school)
    .where('class.name', '=', name)
    .where('school_year.first_day', '<', addMonths(monthOf(at), 1))
    .orderBy('school_year.first_day', 'desc')
    .executeTakeFirst();
  if (found === undefined) throw new VratarError('class_unknown', {}, { field: '--class' });
  return found.id;
}

async function personOf(trx: Transaction<Database>, school: string, wish: string): Promise<string> {
  const found = await trx
    .selectFrom('person')
    .select('id')
    .where('school', '=', school)
    .where('kind', '=', 'student')
    .where(UUID.test(wish) ? 'id' : 'account_no', '=', wish)
    .executeTakeFirst();
  if (found === undefined) throw new VratarError('person_unknown', {}, { field: '--person' });
  return found.id;
}
