import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { schoolsOf } from '../../attendance/reconcile/schools.ts';
import type { Toolbox } from '../../toolbox/index.ts';
import { readNeispuo } from '../files/read-neispuo.ts';
import { validateNeispuo } from '../files/validate-neispuo.ts';
import { type Month, schoolYearOf } from '../month.ts';
import { monthTotals } from '../totals/month-totals.ts';
import { correctionCommands } from './corrections-command.ts';
import { fileCommand } from './file-command.ts';
import { monthArgument } from './month-argument.ts';

type Tools = Pick<Toolbox, 'withDatabase' | 'vault' | 'now'>;

/** `vratar-cloud month …` */
export function monthCommand(tools: Tools): Command {
  const check = new Command('check')
    .description('check an import file by the rules of НЕИСПУО; exit code 1 when it would be rejected')
    .argument('<file>')
    .requiredOption('--institution <code>', 'institution code, 7 digits')
    .requiredOption('--month <month>', 'YYYY-MM', monthArgument)
    .action(checkFile);
  const totals = new Command('totals')
    .description('totals of a month, one JSON line a pupil, without names')
    .requiredOption('--school <code>', 'institution code or id; all for every school')
    .requiredOption('--month <month>', 'YYYY-MM', monthArgument)
    .action((options: { school: string; month: Month }) => printTotals(tools, options));
  const [list, answer] = correctionCommands(tools) as [Command, Command];
  return new Command('month')
    .description('the absences of a month and their submission')
    .addCommand(totals)
    .addCommand(fileCommand(tools))
    .addCommand(check)
    .addCommand(list)
    .addCommand(answer);
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
    for (const { id, code } of await schoolsOf(db, options.school))
      for (const row of await monthTotals(db, id, options.month)) {
        const { unexcusedHalves, excusedHalves, ...rest } = row;
        const line = { code, ...rest, unexcused: unexcusedHalves / 2, excused: excusedHalves / 2 };
        process.stdout.write(`${JSON.stringify(line)}\n`);
      }
  });
}
