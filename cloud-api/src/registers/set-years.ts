import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../audit/index.ts';
import type { RosterContext } from '../roster/index.ts';
import { correctRegister } from './change-register.ts';
import type { NewYear } from './schemas.ts';

/** Enters a school year with its terms. @throws VratarError `year_known`, `terms_overlap` */
export async function addYear({ trx, school }: RosterContext, year: NewYear): Promise<string> {
  assertTerms(year.terms);
  const row = await trx
    .insertInto('school_year')
    .values({
      school,
      start_year: year.startYear,
      first_day: year.terms[0]!.firstDay,
      last_day: year.terms.at(-1)!.lastDay,
    })
    .onConflict((conflict) => conflict.columns(['school', 'start_year']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('year_known', { year: year.startYear });
  await trx
    .insertInto('term')
    .values(termRows(school, row.id, year.terms))
    .execute();
  await audit(trx, { action: 'register_changed', subject: `school_year:${row.id}`, detail: {} });
  return row.id;
}

/**
 * Corrects the terms of a school year; attendance of the days in between is computed again.
 * @throws VratarError `register_unknown`, `terms_overlap`
 */
export async function correctTerms(
  context: RosterContext,
  id: string,
  terms: NewYear['terms'],
): Promise<void> {
  const { trx, school } = context;
  assertTerms(terms);
  const days = { first_day: terms[0]!.firstDay, last_day: terms.at(-1)!.lastDay };
  await correctRegister(context, 'school_year', id, days);
  await trx.deleteFrom('term').where('school_year', '=', id).where('number', '>', terms.length).execute();
  await trx
    .insertInto('term')
    .values(termRows(school, id, terms))
    .onConflict((conflict) =>
      conflict.columns(['school_year', 'number']).doUpdateSet((eb) => ({
        first_day: eb.ref('excluded.first_day'),
        last_day: eb.ref('excluded.last_day'),
      })),
    )
    .execute();
}

function assertTerms(terms: NewYear['terms']): void {
  for (const [index, term] of terms.entries()) {
    const before = terms[index - 1];
    if (term.lastDay < term.firstDay || (before !== undefined && term.firstDay <= before.lastDay)) {
      throw new VratarError('terms_overlap', { number: index + 1 }, { field: `body/terms/${index}` });
    }
  }
}

const termRows = (school: string, year: string, terms: NewYear['terms']) =>
  terms.map(({ firstDay, lastDay }, index) => ({
    school,
    school_year: year,
    number: index + 1,
    first_day: firstDay,
    last_day: lastDay,
  }));
