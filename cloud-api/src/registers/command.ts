import { Command } from 'commander';
import type { Toolbox } from '../toolbox/index.ts';
import { addSchool } from './add-school.ts';
import type { NewSchool } from './schemas.ts';

/** `vratar-cloud school …` */
export function schoolCommand(tools: Pick<Toolbox, 'withDatabase'>): Command {
  const add = new Command('add')
    .description('enter a school')
    .requiredOption('--code <code>', 'institution code, 6 to 8 digits')
    .requiredOption('--name <name>')
    .requiredOption('--region <code>', 'province, such as SOF')
    .option('--city <name>')
    .option('--timezone <name>', 'IANA name', 'Europe/Sofia')
    .action((school: NewSchool) =>
      tools.withDatabase(async (db) => {
        process.stdout.write(`${JSON.stringify(await addSchool(db, school))}\n`);
      }),
    );
  const list = new Command('list').description('schools and how many people they have').action(() =>
    tools.withDatabase(async (db) => {
      const rows = await db
        .selectFrom('school as s')
        .leftJoin('person as p', (join) => join.onRef('p.school', '=', 's.id').on('p.kind', '=', 'student'))
        .select(['s.code', 's.name', 's.city', (eb) => eb.fn.count<number>('p.id').as('pupils')])
        .groupBy(['s.id'])
        .orderBy('s.code')
        .execute();
      for (const row of rows)
        process.stdout.write(`${row.code}  ${row.pupils} pupils  ${row.name}, ${row.city}\n`);
    }),
  );
  return new Command('school').description('the schools of the network').addCommand(add).addCommand(list);
}
