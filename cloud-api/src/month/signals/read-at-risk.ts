import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import { reasonsIn, type Selection } from '../../reports/kinds/risk-reasons.ts';
import { yearTotals } from '../../reports/kinds/year-totals.ts';
import { namesOfSchool } from '../../reports/names.ts';
import type { ActContext } from '../submission/submit.ts';
import { municipalities } from './municipalities.ts';
import type { AtRiskList } from './schema.ts';

/** The selection of a date with names, by class and name. Whoever calls it has checked the right and logs the view. */
export async function readAtRisk(
  context: ActContext,
  day: string,
  selection: Selection,
): Promise<AtRiskList> {
  const { trx, vault, cache, actor } = context;
  const { school } = actor;
  const facts = (await cache.current(trx, [school])).get(school);
  if (facts === undefined) throw new VratarError('school_unknown', { code: school });
  const { choices, calendar } = facts;
  const selected = (await yearTotals(trx, school, day))
    .map((row) => ({ row, reasons: reasonsIn(selection, row, choices) }))
    .filter(({ reasons }) => reasons.length > 0);
  const persons = selected.map(({ row }) => row.person);
  const names = await namesOfSchool(trx, vault, school, persons);
  const since = await riskSince(trx, school);
  const pupils = selected.map(({ row, reasons }) => ({
    person: row.person,
    name: names.get(row.person) ?? '',
    class: row.class,
    className: calendar.classes.get(row.class)?.name ?? '',
    preschool: row.preschool,
    total: (row.unexcusedHalves + row.excusedHalves) / 2,
    unexcused: row.unexcusedHalves / 2,
    carried: row.carriedHalves / 2,
    reasons,
    ...(since.has(row.person) ? { riskSince: since.get(row.person) as string } : {}),
  }));
  const compare = new Intl.Collator('bg', { numeric: true }).compare;
  pupils.sort((a, b) => compare(a.className, b.className) || compare(a.name, b.name));
  const limits = {
    total: choices.riskTotal,
    unexcused: choices.riskUnexcused,
    unexcusedPreschool: choices.riskUnexcusedPreschool,
    dropout: choices.dropoutUnexcused,
    dropoutPreschool: choices.dropoutUnexcusedPreschool,
  };
  const settledThrough = await settledUpTo(trx, school, day);
  const recipients = await municipalities(context);
  return {
    day,
    limits,
    pupils,
    municipalities: recipients.map(({ name }) => name),
    ...(settledThrough === undefined ? {} : { settledThrough }),
  };
}

async function riskSince(trx: Transaction<Database>, school: string): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('risk_status')
    .select(['person', 'since'])
    .where('school', '=', school)
    .where('ended_on', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.person, row.since]));
}

/** The last day of which the absences count; what came later is still open and in no number. */
async function settledUpTo(
  trx: Transaction<Database>,
  school: string,
  day: string,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom('school_day')
    .select((eb) => eb.fn.max('day').as('day'))
    .where('school', '=', school)
    .where('settled', '=', true)
    .where('day', '<=', day)
    .executeTakeFirst();
  return row?.day ?? undefined;
}
