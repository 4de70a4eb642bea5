import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import type { Actor } from '../../attendance/decide/actor.ts';
import type { SchoolCache } from '../../attendance/store/school-cache.ts';
import type { SchoolFacts } from '../../attendance/store/school-facts.ts';
import { audit } from '../../audit/index.ts';
import type { Database } from '../../db/index.ts';
import type { Vault } from '../../vault/index.ts';
import { withdrawDocument } from '../documents/store-document.ts';
import type { Month } from '../month.ts';
import type { PersonMonth } from '../totals/month-totals.ts';
import { keepAcceptance, openDaysOf } from './acceptance.ts';
import { type MonthPicture, readMonth, totalsHash } from './read-facts.ts';
import { type SubmissionAct, type SubmissionState, stepSubmission } from './state.ts';

export interface MonthContext {
  readonly trx: Transaction<Database>;
  readonly cache: SchoolCache;
  readonly actor: Actor;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Acts on the month as a whole can carry a name, which is sealed. */
export interface ActContext extends MonthContext {
  readonly vault: Vault;
}

/** Locks the month of a school for the transaction, and reads it. */
export async function openMonth(
  { trx, cache, actor }: Pick<MonthContext, 'trx' | 'cache' | 'actor'>,
  month: Month,
): Promise<{ facts: SchoolFacts; picture: MonthPicture }> {
  await trx
    .insertInto('month_submission')
    .values({ school: actor.school, month, state: 'draft', file_hash: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await trx
    .selectFrom('month_submission')
    .select('state')
    .where('school', '=', actor.school)
    .where('month', '=', month)
    .forUpdate()
    .execute();
  const facts = (await cache.current(trx, [actor.school])).get(actor.school);
  if (facts === undefined) throw new VratarError('day_unknown');
  return { facts, picture: await readMonth(trx, facts, month) };
}

/** Acts of people on a month as a whole. */
export type MonthAct =
  | { readonly act: 'generate' | 'mark_imported' | 'unsign' }
  | Extract<SubmissionAct, { readonly acceptedBy?: string }>;

/** What the actor says with an act, for the month's history. */
export interface ActWords {
  /** Number under which НЕИСПУО took the file. */
  readonly number?: string;
  /** Why days that are not reconciled are accepted. Never a name. */
  readonly reason?: string;
}

/**
 * Does one act on a month, or refuses it with the code of its guard.
 * @returns the month after the act
 */
export async function actOnMonth(
  context: ActContext,
  month: Month,
  act: MonthAct,
  said: ActWords = {},
): Promise<MonthPicture> {
  const { trx, actor, now } = context;
  const { picture } = await openMonth(context, month);
  const facts = { ...picture.facts, signs: actor.signs, now };
  const step = stepSubmission(picture.state, act, facts);
  if (!step.ok) throw new VratarError(step.code, { count: step.count ?? 0 });
  const hash = act.act === 'generate' ? totalsHash(picture.totals) : undefined;
  await moveTo(trx, actor.school, month, step.state, hash);
  if (act.act === 'sign' || act.act === 'declare') await keepRows(trx, actor.school, month, picture.totals);
  if (act.act === 'unsign') {
    await withdrawDocument(context, 'declaration', `month:${month}`);
    await trx
      .deleteFrom('signed_row')
      .where('school', '=', actor.school)
      .where('month', '=', month)
      .execute();
  }
  const name = ('acceptedBy' in act && act.acceptedBy?.trim()) || undefined;
  // Without such a day there is nothing to answer for.
  const days = name === undefined ? [] : openDaysOf(picture);
  const detail = { ...(days.length > 0 && { openDays: days.length, accepted: true }), ...said };
  const noted = await noteAct(trx, actor, month, act.act, detail);
  if (name !== undefined && days.length > 0)
    await keepAcceptance(trx, context.vault, { school: actor.school, act: noted, name, days });
  if (act.act === 'sign' || act.act === 'declare') {
    await audit(trx, {
      action: 'month_signed',
      subject: `month:${month}`,
      detail: { act: act.act, ...detail, ...(days.length > 0 && { days }) },
    });
  }
  return { ...picture, state: step.state };
}

export async function moveTo(
  trx: Transaction<Database>,
  school: string,
  month: Month,
  state: SubmissionState,
  fileHash?: Buffer,
): Promise<void> {
  await trx
    .updateTable('month_submission')
    .set({ state, moved_at: new Date(), ...(fileHash === undefined ? {} : { file_hash: fileHash }) })
    .where('school', '=', school)
    .where('month', '=', month)
    .execute();
}

/**
 * Writes who did what into the month's own history, without names.
 * @returns number of the act
 */
export async function noteAct(
  trx: Transaction<Database>,
  actor: Pick<Actor, 'school' | 'account'>,
  month: Month,
  act: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  const { id } = await trx
    .insertInto('month_act')
    .values({ school: actor.school, month, act, account: actor.account, detail: JSON.stringify(detail) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The numbers that were signed, as they were: later evidence is compared with them. */
async function keepRows(
  trx: Transaction<Database>,
  school: string,
  month: Month,
  totals: readonly PersonMonth[],
): Promise<void> {
  const rows = totals.map((row) => ({
    school,
    month,
    person: row.person,
    class: row.class,
    preschool: row.preschool,
    unexcused_halves: row.unexcusedHalves,
    excused_halves: row.excusedHalves,
  }));
  for (let start = 0; start < rows.length; start += 5_000) {
    await trx
      .insertInto('signed_row')
      .values(rows.slice(start, start + 5_000))
      .execute();
  }
}
