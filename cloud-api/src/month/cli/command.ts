import { Command } from 'commander';
import { schoolsOf } from '../../attendance/reconcile/schools.ts';
import type { Toolbox } from '../../toolbox/index.ts';
import type { Month } from '../month.ts';
import { monthTotals } from '../totals/month-totals.ts';
import { checkCommand } from './check-command.ts';
import { correctionCommands } from './corrections-command.ts';
import { fileCommand } from './file-command.ts';
import { monthArgument } from './month-argument.ts';

type Tools = Pick<Toolbox, 'withDatabase' | 'vault' | 'now'>;

/** `vratar-cloud month …` */
export function monthCommand(tools: Tools): Command {
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
    .addCommand(checkCommand(tools))
    .addCommand(list)
    .addCommand(answer);
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
