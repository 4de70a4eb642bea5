import { VratarError } from '@vratar/protocol/errors';
import { addDays, type LocalDate } from '../people/index.ts';
import type { ImportContext } from './plan.ts';

/** The school year that an import's date lies in, with its classes by name. */
export interface YearClasses {
  readonly id: string;
  readonly firstDay: LocalDate;
  readonly idOf: ReadonlyMap<string, string>;
  /** Last day of what the import ends. */
  readonly dayBefore: LocalDate;
}

/** @throws VratarError `import_no_year` */
export async function classesOfYear({ trx, school, date }: ImportContext): Promise<YearClasses> {
  const year = await trx
    .selectFrom('school_year')
    .select(['id', 'first_day'])
    .where('school', '=', school)
    .where('first_day', '<=', date)
    .where('last_day', '>=', date)
    .executeTakeFirst();
  if (year === undefined) throw new VratarError('import_no_year', { date });
  const classes = await trx
    .selectFrom('class')
    .select(['id', 'name'])
    .where('school_year', '=', year.id)
    .execute();
  const idOf = new Map(classes.map((row) => [row.name, row.id]));
  return { id: year.id, firstDay: year.first_day, idOf, dayBefore: addDays(date, -1) };
}
