import { type Actor, mayDecide } from '../../attendance/decide/actor.ts';
import { factsOf, type ReadContext } from '../../attendance/decide/read-context.ts';
import type { Month } from '../month.ts';
import { nameOfMonth } from '../routes/month-param.ts';
import { monthTotals } from '../totals/month-totals.ts';
import type { AlertLine, AlertList } from './schema.ts';

/** Who of the actor's classes has reached a threshold in a month (R21), and where they stand now. */
export async function readAlerts(context: ReadContext, actor: Actor, month: Month): Promise<AlertList> {
  const { trx, school, names } = context;
  const facts = await factsOf(context);
  const rows = await trx
    .selectFrom('absence_alert')
    .selectAll()
    .where('school', '=', school)
    .where('month', '=', month)
    .orderBy('threshold_halves')
    .execute();
  const raised = Map.groupBy(rows, ({ person }) => person);
  const totals = (await monthTotals(trx, school, month)).filter(
    (row) => raised.has(row.person) && mayDecide(actor, row.class),
  );
  const named = await names(
    trx,
    school,
    totals.map(({ person }) => person),
  );
  const items = totals.flatMap((row): AlertLine[] => {
    const name = named.get(row.person);
    // Nobody can name, or help, whoever has been erased.
    if (name === undefined) return [];
    return [
      {
        person: row.person,
        name,
        class: { id: row.class, name: facts.calendar.classes.get(row.class)?.name ?? '' },
        preschool: row.preschool,
        now: row.unexcusedHalves / 2,
        steps: (raised.get(row.person) ?? []).map((step) => ({
          threshold: step.threshold_halves / 2,
          reached: step.reached_halves / 2,
          at: step.raised_at.getTime(),
        })),
      },
    ];
  });
  return {
    month: nameOfMonth(month),
    timezone: facts.calendar.timezone,
    items: items.sort((a, b) => topOf(b) - topOf(a) || a.name.localeCompare(b.name, 'bg')),
  };
}

const topOf = ({ steps }: AlertLine): number => steps.at(-1)?.threshold ?? 0;
