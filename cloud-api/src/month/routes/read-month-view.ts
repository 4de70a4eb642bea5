import type { Actor } from '../../attendance/decide/actor.ts';
import { authorsOf } from '../../attendance/decide/authors.ts';
import { factsOf, type ReadContext } from '../../attendance/decide/read-context.ts';
import type { SchoolFacts } from '../../attendance/store/school-facts.ts';
import type { Vault } from '../../vault/index.ts';
import type { Month } from '../month.ts';
import { openDaysOf, readAcceptances } from '../submission/acceptance.ts';
import { type MonthPicture, readMonth } from '../submission/read-facts.ts';
import { type SubmissionAct, stepSubmission } from '../submission/state.ts';
import type { AcceptedDay } from '../tables.ts';
import { nameOfMonth } from './month-param.ts';
import type { ActLine, ClassLine, MonthView, OpenDay, Possible } from './schema.ts';

/** A month as it stands, and what may be done with it now. */
export async function readMonthView(
  context: ReadContext & { readonly vault: Vault },
  actor: Pick<Actor, 'signs'>,
  month: Month,
): Promise<MonthView> {
  const { trx, now } = context;
  const facts = await factsOf(context);
  const picture = await readMonth(trx, facts, month);
  const can = (act: SubmissionAct['act']): Possible => possible(picture, act, actor.signs, now);
  return {
    month: nameOfMonth(month),
    now,
    timezone: facts.calendar.timezone,
    state: stateShown(picture),
    ends: picture.facts.monthEnds,
    window: picture.facts.window,
    fileIsCurrent: picture.facts.fileIsCurrent,
    unexcusedRows: picture.facts.unexcusedRows,
    classes: classLines(facts, picture, await checksOf(context, month)),
    openDays: openDaysOf(picture).map((each) => openDay(facts, each)),
    history: await historyOf(context, facts, month),
    can: {
      generate: can('generate'),
      mark_imported: can('mark_imported'),
      sign: can('sign'),
      declare: can('declare'),
      unsign: can('unsign'),
    },
  };
}

/** A month is not checked off any more when one of its classes has changed since. */
export const stateShown = ({
  state,
  uncheckedClasses,
}: Pick<MonthPicture, 'state' | 'uncheckedClasses'>): MonthPicture['state'] =>
  state === 'checked' && uncheckedClasses.length > 0 ? 'draft' : state;

/** Asks the state machine without doing anything. */
export function possible(
  picture: Pick<MonthPicture, 'state' | 'facts'>,
  act: SubmissionAct['act'],
  signs: boolean,
  now: number,
): Possible {
  const step = stepSubmission(picture.state, { act } as SubmissionAct, { ...picture.facts, signs, now });
  if (step.ok) return { ok: true };
  return { ok: false, code: step.code, ...(step.count === undefined ? {} : { count: step.count }) };
}

export type Checks = ReadonlyMap<string, NonNullable<ClassLine['checked']>>;

/** A class's check-off, as what it is now. */
export function checkShown(
  checks: Checks,
  { uncheckedClasses }: Pick<MonthPicture, 'uncheckedClasses'>,
  classId: string,
): Pick<ClassLine, 'checked' | 'outdated'> {
  const check = checks.get(classId);
  if (check === undefined) return {};
  return uncheckedClasses.includes(classId) ? { outdated: check } : { checked: check };
}

/** Classes that their teachers have gone through: when, and who. */
export async function checksOf({ trx, names, school }: ReadContext, month: Month): Promise<Checks> {
  const rows = await trx
    .selectFrom('class_check')
    .select(['class', 'account', 'checked_at'])
    .where('school', '=', school)
    .where('month', '=', month)
    .where('withdrawn_at', 'is', null)
    .execute();
  const authors = await authorsOf(
    trx,
    names,
    school,
    rows.map((row) => row.account),
  );
  return new Map(
    rows.map((row) => [row.class, { at: row.checked_at.getTime(), by: authors.get(row.account) ?? {} }]),
  );
}

function classLines(facts: SchoolFacts, picture: MonthPicture, checks: Checks): ClassLine[] {
  return [...Map.groupBy(picture.totals, (row) => row.class)]
    .map(([id, rows]): ClassLine => {
      const sum = (of: (row: (typeof rows)[number]) => number): number =>
        rows.reduce((total, row) => total + of(row), 0);
      return {
        id,
        name: facts.calendar.classes.get(id)?.name ?? '',
        grade: rows[0]?.grade ?? 0,
        preschool: rows[0]?.preschool === true,
        pupils: rows.length,
        unexcused: sum((row) => row.unexcusedHalves) / 2,
        excused: sum((row) => row.excusedHalves) / 2,
        lates: sum((row) => row.lates),
        undecided: sum((row) => row.review),
        ...checkShown(checks, picture, id),
      };
    })
    .sort((a, b) => a.grade - b.grade || a.name.localeCompare(b.name, 'bg'));
}

const openDay = (facts: SchoolFacts, { day, gateway, state, missing }: AcceptedDay): OpenDay => ({
  date: day,
  ...(gateway === undefined ? {} : { gateway: facts.gateways.get(gateway)?.name ?? gateway }),
  state,
  missing,
});

async function historyOf(
  { trx, names, school, vault }: ReadContext & { readonly vault: Vault },
  facts: SchoolFacts,
  month: Month,
): Promise<ActLine[]> {
  const rows = await trx
    .selectFrom('month_act')
    .select(['id', 'act', 'account', 'detail', 'at'])
    .where('school', '=', school)
    .where('month', '=', month)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  const authors = await authorsOf(
    trx,
    names,
    school,
    rows.map((row) => row.account),
  );
  const accepted = await readAcceptances(
    trx,
    await vault.school(trx, school),
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, act, account, detail, at }): ActLine => {
    const answered = accepted.get(String(id));
    const { class: of, number, reason, openDays } = detail as Record<string, string | number | undefined>;
    return {
      act,
      at: at.getTime(),
      by: account === null ? { role: 'system' } : (authors.get(account) ?? {}),
      ...(of === undefined ? {} : { class: facts.calendar.classes.get(String(of))?.name ?? '' }),
      ...(number === undefined ? {} : { number: String(number) }),
      ...(reason === undefined ? {} : { reason: String(reason) }),
      ...(openDays === undefined ? {} : { openDays: Number(openDays) }),
      ...(answered && {
        acceptedBy: answered.name,
        acceptedDays: answered.days.map((each) => openDay(facts, each)),
      }),
    };
  });
}
