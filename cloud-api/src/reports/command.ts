import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { schoolsOf } from '../attendance/reconcile/schools.ts';
import { DEFAULT_ATTENDANCE_SETTINGS } from '../attendance/store/attendance-settings.ts';
import { loadSchoolFacts } from '../attendance/store/school-facts.ts';
import { vaultNames } from '../attendance/today/names.ts';
import { monthArgument } from '../month/cli/month-argument.ts';
import { addMonths, type Month, schoolYearOf } from '../month/month.ts';
import { totalsBetween } from '../month/totals/month-totals.ts';
import type { Toolbox } from '../toolbox/index.ts';
import { atRiskReport, monthRegister } from './month-register.ts';
import { REPORT_LANGUAGES, type ReportLanguage, type ReportTable } from './table.ts';
import { toCsv } from './to-csv.ts';
import { toPdf } from './to-pdf.ts';
import { toXlsx } from './to-xlsx.ts';

type Tools = Pick<Toolbox, 'withDatabase' | 'vault'>;

interface Options {
  readonly school: string;
  readonly month: Month;
  readonly language: ReportLanguage;
  readonly format: keyof typeof FORMATS;
  readonly out: string;
}

const FORMATS = { csv: async (table: ReportTable) => toCsv(table), xlsx: toXlsx, pdf: toPdf } as const;

/** `vratar-cloud report …`: names are in the reports, keep them accordingly. */
export function reportCommand(tools: Tools): Command {
  const report = (name: 'month' | 'at-risk', description: string): Command =>
    new Command(name)
      .description(description)
      .requiredOption('--school <code>', 'institution code or id')
      .requiredOption('--month <month>', 'YYYY-MM; for at-risk the last one that counts', monthArgument)
      .requiredOption('--out <path>', 'file to write')
      .addOption(new Option('--language <code>').choices([...REPORT_LANGUAGES]).default('bg'))
      .addOption(new Option('--format <name>').choices(Object.keys(FORMATS)).default('pdf'))
      .action((options: Options) => write(tools, name, options));
  return new Command('report')
    .description('reports in three languages, as CSV, XLSX or PDF')
    .addCommand(report('month', 'the month of every pupil'))
    .addCommand(report('at-risk', 'pupils above the limits since the school year began'));
}

async function write(tools: Tools, name: 'month' | 'at-risk', options: Options): Promise<void> {
  const vault = await tools.vault();
  const table = await tools.withDatabase((db) =>
    db.transaction().execute(async (trx) => {
      const [school] = await schoolsOf(trx, options.school);
      const id = school?.id ?? '';
      const { month, language } = options;
      const from = name === 'month' ? month : `${schoolYearOf(month)}-09-01`;
      const totals = await totalsBetween(trx, id, from, addMonths(month, 1));
      const people = await vaultNames(vault)(
        trx,
        id,
        totals.map((row) => row.person),
      );
      const facts = await loadSchoolFacts(trx, id);
      const classes = new Map([...(facts?.calendar.classes ?? [])].map(([key, of]) => [key, of.name]));
      const given = {
        language,
        names: { people, classes },
        subtitle: `${school?.code} · ${month.slice(0, 7)}`,
      };
      if (name === 'month') return monthRegister(totals, given);
      return atRiskReport(totals, facts?.choices ?? DEFAULT_ATTENDANCE_SETTINGS, given);
    }),
  );
  await writeFile(options.out, await FORMATS[options.format](table), { mode: 0o600 });
  process.stderr.write(`${table.rows.length} rows in ${options.out}\n`);
}
