import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { schoolsOf } from '../../attendance/reconcile/schools.ts';
import type { Toolbox } from '../../toolbox/index.ts';
import { monthFile } from '../files/month-file.ts';
import { readNeispuo } from '../files/read-neispuo.ts';
import { validateNeispuo } from '../files/validate-neispuo.ts';
import { type Month, schoolYearOf } from '../month.ts';
import { monthTotals } from '../totals/month-totals.ts';
import { monthArgument } from './month-argument.ts';

type Tools = Pick<Toolbox, 'withDatabase' | 'vault'>;

/** `vratar-cloud month …` */
export function monthCommand(tools: Tools): Command {
  const file = new Command('file')
    .description('write the import file of НЕИСПУО; it holds names and identifiers, keep it accordingly')
    .requiredOption('--school <code>', 'institution code or id')
    .requiredOption('--month <month>', 'YYYY-MM', monthArgument)
    .option('--out <path>', 'where to write; the ministry’s own name for it by default')
    .action((options: { school: string; month: Month; out?: string }) => write(tools, options));
  const check = new Command('check')
    .description('check an import file by the rules of НЕИСПУО; exit code 1 when it would be rejected')
    .argument('<file>')
    .requiredOption('--institution <code>', 'institution code, 7 digits')
    .requiredOption('--month <month>', 'YYYY-MM', monthArgument)
    .action(checkFile);
  const totals = new Command('totals')
    .description('totals of a month, one JSON line a pupil, without names')
    .requiredOption('--school <code>', 'institution code or id')
    .requiredOption('--month <month>', 'YYYY-MM', monthArgument)
    .action((options: { school: string; month: Month }) => printTotals(tools, options));
  return new Command('month')
    .description('the absences of a month and their submission')
    .addCommand(totals)
    .addCommand(file)
    .addCommand(check);
}

async function write(tools: Tools, options: { school: string; month: Month; out?: string }): Promise<void> {
  const vault = await tools.vault();
  const made = await tools.withDatabase(async (db) => {
    const [school] = await schoolsOf(db, options.school);
    return db.transaction().execute((trx) => monthFile(trx, vault, school?.id ?? '', options.month));
  });
  const path = options.out ?? made.name;
  await writeFile(path, made.bytes, { mode: 0o600 });
  process.stderr.write(`${made.rows.length} rows in ${path}\n`);
}

async function checkFile(path: string, options: { institution: string; month: Month }): Promise<void> {
  const { institution, month } = options;
  const problems = validateNeispuo(readNeispuo(await readFile(path)), {
    institution,
    schoolYear: schoolYearOf(month),
    month: Number(month.slice(5, 7)),
  });
  for (const { text } of problems) process.stdout.write(`${text}\n`);
  if (problems.length > 0) process.exitCode = 1;
}

async function printTotals(tools: Tools, options: { school: string; month: Month }): Promise<void> {
  await tools.withDatabase(async (db) => {
    const [school] = await schoolsOf(db, options.school);
    for (const row of await monthTotals(db, school?.id ?? '', options.month)) {
      const { unexcusedHalves, excusedHalves, ...rest } = row;
      const line = { ...rest, unexcused: unexcusedHalves / 2, excused: excusedHalves / 2 };
      process.stdout.write(`${JSON.stringify(line)}\n`);
    }
  });
}
