import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../../audit/index.ts';
import { datesBetween } from '../../people/index.ts';
import { refreshDays } from '../follow/refresh-days.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import type { ExcuseKind } from '../tables.ts';
import { requireDecider } from './actor.ts';
import type { DecideContext } from './decide-lessons.ts';
import { familyRefusal } from './family-budget.ts';
import { familyBudget, schoolDaysOf } from './family-days.ts';
import { noteLateEvidence } from './late-evidence.ts';
import { requireOpenMonth } from './open-month.ts';

/** An excuse for whole days, both ends inclusive. */
export interface NewExcuse {
  readonly person: string;
  readonly kind: ExcuseKind;
  readonly firstDay: string;
  readonly lastDay: string;
  /** Of the electronic medical note. */
  readonly number?: string;
  /** УИН of the doctor. */
  readonly doctor?: string;
  /** Of a family's request: when it was filed. */
  readonly filedOn?: string;
  /** Motive of a request, document of an event, order of a quarantine. Never a diagnosis. */
  readonly note?: string;
}

/** A note may come long after the illness, but not before it was imaginable. */
const LONGEST_DAYS = 366;

export interface EnteredExcuse {
  readonly id: string;
  /** Signed months (first dates) that it speaks about: their numbers stay, and a correction is proposed. */
  readonly signed: readonly string[];
}

/**
 * Enters an excuse after checking what the law asks of its kind. One with a document may come after the signature: a
 * medical note may cover earlier days, and is evidence as any other (R15). A family's request may not: when it was filed
 * is only what whoever enters it says.
 * @throws VratarError
 */
export async function addExcuse(context: DecideContext, excuse: NewExcuse): Promise<EnteredExcuse> {
  const { trx, cache, actor, now } = context;
  const facts = (await cache.current(trx, [actor.school])).get(actor.school);
  const enrolment = await trx
    .selectFrom('enrolment')
    .select('class')
    .where('school', '=', actor.school)
    .where('person', '=', excuse.person)
    .where('withdrawn_at', 'is', null)
    .where('first_day', '<=', excuse.lastDay)
    .where((eb) => eb.or([eb('last_day', 'is', null), eb('last_day', '>=', excuse.firstDay)]))
    .orderBy('first_day', 'desc')
    .executeTakeFirst();
  if (facts === undefined || enrolment === undefined) throw new VratarError('day_unknown');
  requireDecider(actor, enrolment.class);
  await check(context, facts, enrolment.class, excuse);
  const { id } = await trx
    .insertInto('excuse')
    .values({
      school: actor.school,
      person: excuse.person,
      kind: excuse.kind,
      first_day: excuse.firstDay,
      last_day: excuse.lastDay,
      number: excuse.number ?? '',
      doctor: excuse.doctor ?? '',
      filed_on: excuse.filedOn ?? null,
      note: excuse.note ?? '',
      school_days: schoolDaysOf(facts, enrolment.class, excuse.firstDay, excuse.lastDay),
      account: actor.account,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { kind, firstDay, lastDay } = excuse;
  await audit(trx, {
    action: 'decision_made',
    subject: `person:${excuse.person}`,
    detail: { excuse: id, kind, firstDay, lastDay },
  });
  await refresh(context, excuse.person, firstDay, lastDay, facts.dayOf(now));
  return { id, signed: await noteLateEvidence(trx, actor.school, monthsOf(firstDay, lastDay)) };
}

/**
 * Takes an excuse back; it stays in the history. In a signed month only one that could be entered again.
 * @throws VratarError `excuse_unknown`, `month_signed`
 */
export async function withdrawExcuse(context: DecideContext, id: string): Promise<void> {
  const { trx, cache, actor, now } = context;
  const facts = (await cache.current(trx, [actor.school])).get(actor.school);
  const found = await trx
    .selectFrom('excuse')
    .select(['person', 'kind', 'first_day', 'last_day'])
    .where('school', '=', actor.school)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (facts === undefined || found === undefined) throw new VratarError('excuse_unknown');
  const enrolment = await trx
    .selectFrom('enrolment')
    .select('class')
    .where('school', '=', actor.school)
    .where('person', '=', found.person)
    .where('withdrawn_at', 'is', null)
    .orderBy('first_day', 'desc')
    .executeTakeFirst();
  requireDecider(actor, enrolment?.class ?? null);
  const { kind, first_day: firstDay, last_day: lastDay } = found;
  await requireOpenUnlessEvidence(context, { kind, firstDay, lastDay });
  await trx
    .updateTable('excuse')
    .set({ withdrawn_at: new Date(now) })
    .where('id', '=', id)
    .execute();
  const subject = `person:${found.person}`;
  await audit(trx, { action: 'decision_made', subject, detail: { excuse: id, withdrawn: true } });
  await refresh(context, found.person, firstDay, lastDay, facts.dayOf(now));
  await noteLateEvidence(trx, actor.school, monthsOf(firstDay, lastDay));
}

async function check(
  { trx, actor }: DecideContext,
  facts: SchoolFacts,
  classId: string,
  excuse: NewExcuse,
): Promise<void> {
  const { kind, firstDay, lastDay } = excuse;
  if (lastDay < firstDay || datesBetween(firstDay, lastDay).length > LONGEST_DAYS) {
    throw new VratarError('excuse_dates', { from: firstDay, to: lastDay });
  }
  if (kind === 'medical' && (!excuse.number || !excuse.doctor)) throw new VratarError('medical_incomplete');
  if ((kind === 'participation' || kind === 'quarantine') && !excuse.note) {
    throw new VratarError('document_missing', { kind });
  }
  await requireOpenUnlessEvidence({ trx, actor }, excuse);
  if (kind !== 'family') return;
  if (!excuse.filedOn || !excuse.note) throw new VratarError('family_incomplete');
  const budget = await familyBudget(trx, facts, classId, excuse.person, firstDay);
  const days = schoolDaysOf(facts, classId, firstDay, lastDay);
  const refusal = familyRefusal(budget, days, budget.used, firstDay, excuse.filedOn);
  if (refusal === undefined) return;
  const { code, ...params } = refusal;
  throw new VratarError(code, params);
}

/** What rests on somebody's word, without a document, is decided before the month is signed (R15). */
async function requireOpenUnlessEvidence(
  { trx, actor }: Pick<DecideContext, 'trx' | 'actor'>,
  { kind, firstDay, lastDay }: Pick<NewExcuse, 'kind' | 'firstDay' | 'lastDay'>,
): Promise<void> {
  if (kind !== 'other' && kind !== 'family') return;
  for (const month of monthsOf(firstDay, lastDay)) await requireOpenMonth(trx, actor.school, month);
}

function monthsOf(from: string, to: string): string[] {
  return [...new Set(datesBetween(from, to).map((date) => `${date.slice(0, 7)}-01`))];
}

async function refresh(
  { trx, cache }: DecideContext,
  person: string,
  from: string,
  to: string,
  today: string,
): Promise<void> {
  const days = datesBetween(from, to < today ? to : today);
  await refreshDays(
    trx,
    cache,
    days.map((day) => ({ person, day })),
  );
}
