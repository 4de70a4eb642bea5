import { factsOf, type ReadContext } from '../../attendance/decide/read-context.ts';
import { addMonths, monthOf, schoolYearOf } from '../month.ts';
import { readMonth } from '../submission/read-facts.ts';
import { submissionWindow } from '../submission/window.ts';
import { nameOfMonth } from './month-param.ts';
import { stateShown } from './read-month-view.ts';
import type { MonthLine, MonthList } from './schema.ts';

/** The months of the school year so far, and last year's while they still want something; the newest first. */
export async function readMonths(context: ReadContext): Promise<MonthList> {
  const { trx, school, now } = context;
  const facts = await factsOf(context);
  const current = monthOf(facts.dayOf(now));
  const first = `${schoolYearOf(current)}-09-01`;
  const submissions = await trx
    .selectFrom('month_submission')
    .select(['month', 'state'])
    .where('school', '=', school)
    .execute();
  const campaigns = await trx
    .selectFrom('asp_campaign')
    .select(['month', 'state', 'closes_at'])
    .where('school', '=', school)
    .execute();
  const corrections = await openCorrections(context);
  const wanted = new Set<string>(corrections.keys());
  for (let month = first; month <= current; month = addMonths(month, 1)) wanted.add(month);
  const months: MonthLine[] = [];
  for (const month of [...wanted].sort().reverse()) {
    const state = submissions.find((each) => each.month === month)?.state ?? 'draft';
    const campaign = campaigns.find((each) => each.month === month);
    months.push({
      month: nameOfMonth(month),
      state: state === 'checked' ? stateShown(await readMonth(trx, facts, month)) : state,
      window: await submissionWindow(trx, month),
      ...(campaign === undefined ? {} : { asp: campaign.state, aspCloses: campaign.closes_at.getTime() }),
      openCorrections: corrections.get(month) ?? 0,
    });
  }
  return { now, timezone: facts.calendar.timezone, months };
}

async function openCorrections({ trx, school }: ReadContext): Promise<ReadonlyMap<string, number>> {
  const rows = await trx
    .selectFrom('correction')
    .select(['month'])
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('school', '=', school)
    .where('state', '=', 'open')
    .groupBy('month')
    .execute();
  return new Map(rows.map((row) => [row.month, Number(row.count)]));
}
