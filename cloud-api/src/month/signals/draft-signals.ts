import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { requireSigner } from '../../attendance/decide/actor.ts';
import { audit } from '../../audit/index.ts';
import { type RiskReason, reasonsIn, type Selection } from '../../reports/kinds/risk-reasons.ts';
import { type YearTotals, yearTotals } from '../../reports/kinds/year-totals.ts';
import type { MonthContext } from '../submission/submit.ts';
import { inboxOf } from './municipalities.ts';
import { recordMove } from './record-move.ts';
import { OPEN_SIGNALS, type RecipientKind } from './signal-state.ts';

export interface SignalWish {
  /** The selection of this date, with all absences since the school year began. */
  readonly asOf: string;
  /** `risk` when absent. */
  readonly selection?: Selection;
  /** Of the selection only these; all of it when absent. */
  readonly persons?: readonly string[];
  readonly recipientKind: RecipientKind;
  /** Name of the authority, such as „Община Бургас“. */
  readonly recipient: string;
  /** Measures that the school has taken; goes into the letters. Never a name. */
  readonly note?: string;
}

export interface Drafted {
  readonly id: string;
  readonly person: string;
  /** Number of the letter within the school. */
  readonly number: number;
}

export interface DraftResult {
  readonly drafted: readonly Drafted[];
  /** Of these pupils a signal to this kind of recipient is already under way. */
  readonly underWay: readonly string[];
}

/**
 * Drafts a signal for each pupil of an at-risk selection, and gives them the status „в риск“.
 * @throws VratarError `not_principal`, `signal_recipient`, `signal_not_at_risk`
 */
export async function draftSignals(context: MonthContext, wish: SignalWish): Promise<DraftResult> {
  const { trx, actor } = context;
  requireSigner(actor);
  if (wish.recipient.trim() === '')
    throw new VratarError('signal_recipient', {}, { field: 'body/recipient' });
  const selected = await selection(context, wish);
  const open = await withOpenSignal(
    context,
    wish.recipientKind,
    selected.map(({ row }) => row.person),
  );
  // Letters of a school are numbered one after another, whoever drafts beside this.
  await sql`select pg_advisory_xact_lock(hashtext(${`signals:${actor.school}`}))`.execute(trx);
  const inbox = await inboxOf(context, wish);
  const drafted: Drafted[] = [];
  for (const { row, reasons } of selected) {
    await putAtRisk(context, row.person, wish.asOf, reasons);
    if (open.has(row.person)) continue;
    drafted.push(await draft(context, { ...wish, inbox }, row, reasons));
  }
  if (drafted.length > 0) {
    await audit(trx, {
      action: 'decision_made',
      subject: `signals:${wish.asOf}`,
      detail: { drafted: drafted.map(({ id }) => id), recipientKind: wish.recipientKind },
    });
  }
  return { drafted, underWay: [...open] };
}

interface Selected {
  readonly row: YearTotals;
  readonly reasons: readonly RiskReason[];
}

async function selection({ trx, cache, actor }: MonthContext, wish: SignalWish): Promise<Selected[]> {
  const facts = (await cache.current(trx, [actor.school])).get(actor.school);
  if (facts === undefined) throw new VratarError('day_unknown');
  const selected = (await yearTotals(trx, actor.school, wish.asOf))
    .map((row) => ({ row, reasons: reasonsIn(wish.selection ?? 'risk', row, facts.choices) }))
    .filter(({ reasons }) => reasons.length > 0);
  if (wish.persons === undefined) return selected;
  const known = new Map(selected.map((each) => [each.row.person, each]));
  return [...new Set(wish.persons)].map((person) => {
    const found = known.get(person);
    if (found === undefined)
      throw new VratarError('signal_not_at_risk', { person }, { field: 'body/persons' });
    return found;
  });
}

async function withOpenSignal(
  { trx, actor }: MonthContext,
  kind: RecipientKind,
  persons: readonly string[],
): Promise<ReadonlySet<string>> {
  if (persons.length === 0) return new Set();
  const rows = await trx
    .selectFrom('risk_signal')
    .select('person')
    .where('school', '=', actor.school)
    .where('recipient_kind', '=', kind)
    .where('person', 'in', [...persons])
    .where('state', 'in', [...OPEN_SIGNALS])
    .execute();
  return new Set(rows.map(({ person }) => person));
}

async function putAtRisk(
  { trx, actor }: MonthContext,
  person: string,
  since: string,
  reasons: readonly RiskReason[],
): Promise<void> {
  await trx
    .insertInto('risk_status')
    .values({
      school: actor.school,
      person,
      since,
      reason: reasons.join(' '),
      account: actor.account,
      ended_on: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['school', 'person']).where('ended_on', 'is', null).doNothing(),
    )
    .execute();
}

async function draft(
  context: MonthContext,
  { asOf, recipientKind, recipient, note = '', inbox }: SignalWish & { readonly inbox: string | null },
  row: YearTotals,
  reasons: readonly RiskReason[],
): Promise<Drafted> {
  const { trx, actor, now } = context;
  const { id, number } = await trx
    .insertInto('risk_signal')
    .values({
      school: actor.school,
      person: row.person,
      number: sql<number>`(select coalesce(max(s.number), 0) + 1 from risk_signal s where s.school = ${actor.school})`,
      state: 'draft',
      recipient_kind: recipientKind,
      recipient: recipient.trim(),
      inbox,
      reasons: [...reasons],
      unexcused_halves: row.unexcusedHalves,
      total_halves: row.unexcusedHalves + row.excusedHalves,
      carried_halves: row.carriedHalves,
      preschool: row.preschool,
      as_of: asOf,
      account: actor.account,
      created_at: new Date(now),
      signed_at: null,
      sent_at: null,
      acknowledged_at: null,
      answered_at: null,
      withdrawn_at: null,
      note: note.trim(),
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow();
  await recordMove(context, id, 'draft');
  return { id, number, person: row.person };
}
