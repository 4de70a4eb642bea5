import { VratarError } from '@vratar/protocol/errors';
import type { CredentialKind } from '@vratar/protocol/lists';
import { inChunks } from '../db/in-chunks.ts';
import { isExclusion } from '../db/pg-errors.ts';
import type { CardContext } from './context.ts';
import { listChanged } from './list-changes.ts';
import { deriveTokens } from './tokens.ts';

export interface Issue {
  readonly credential: string;
  /** Null for visitors and pass-only cards. */
  readonly person: string | null;
  readonly kind: CredentialKind;
  /** Now unless told. */
  readonly from?: Date;
  /** Temporary and visitor cards end by themselves. */
  readonly until?: Date;
  readonly uses?: number;
  /** The holding that it goes on with. */
  readonly continues?: string;
}

/**
 * Gives cards out of stock to people, all or none. One active credential a person, unless the school's settings allow
 * several; a temporary card is beside it.
 * @throws VratarError `card_not_in_stock`, `card_one_each`, `card_person_unknown`, `card_needs_end`,
 *   `card_held_then`
 */
export async function issueCredentials(context: CardContext, issues: readonly Issue[]): Promise<void> {
  const { trx, school, by, now } = context;
  await takeFromStock(context, issues);
  await assertPeople(context, issues);
  await assertOneEach(context, issues);
  for (const issue of issues) {
    if ((issue.kind === 'temporary' || issue.kind === 'visitor') && issue.until === undefined) {
      throw new VratarError('card_needs_end', { kind: issue.kind });
    }
  }
  const rows = issues.map((issue) => ({
    school,
    credential: issue.credential,
    person: issue.person,
    kind: issue.kind,
    valid_from: issue.from ?? now,
    valid_until: issue.until ?? null,
    uses: issue.uses ?? null,
    issued_by: by ?? null,
    continues: issue.continues ?? null,
  }));
  try {
    for (const chunk of inChunks(rows, 5_000)) {
      await trx.insertInto('credential_holding').values(chunk).execute();
    }
  } catch (cause) {
    if (!isExclusion(cause)) throw cause;
    throw new VratarError('card_held_then', {}, {}, { cause });
  }
  const credentials = issues.map((issue) => issue.credential);
  await deriveTokens(context, credentials);
  await listChanged(context, credentials);
}

async function takeFromStock({ trx }: CardContext, issues: readonly Issue[]): Promise<void> {
  for (const chunk of inChunks(issues, 10_000)) {
    const taken = await trx
      .updateTable('credential')
      .set({ state: 'issued' })
      .where(
        'id',
        'in',
        chunk.map((issue) => issue.credential),
      )
      .where('state', '=', 'stock')
      .executeTakeFirst();
    const missing = chunk.length - Number(taken.numUpdatedRows);
    if (missing > 0) throw new VratarError('card_not_in_stock', { count: missing });
  }
}

/** The rows are locked, so that two desks cannot both give the same pupil a first card. */
async function assertPeople({ trx, school }: CardContext, issues: readonly Issue[]): Promise<void> {
  const people = [...new Set(issues.flatMap((issue) => issue.person ?? []))].sort();
  for (const chunk of inChunks(people, 10_000)) {
    const found = await trx
      .selectFrom('person')
      .select('tracking')
      .where('school', '=', school)
      .where('id', 'in', chunk)
      .where('erased_at', 'is', null)
      .orderBy('id')
      .forUpdate()
      .execute();
    if (found.length < chunk.length)
      throw new VratarError('card_person_unknown', { count: chunk.length - found.length });
    if (found.some((row) => row.tracking === 'pass_only')) throw new VratarError('card_pass_only_person');
  }
}

async function assertOneEach({ trx, school }: CardContext, issues: readonly Issue[]): Promise<void> {
  const row = await trx.selectFrom('school').select('settings').where('id', '=', school).executeTakeFirst();
  if (row?.settings.severalCredentials === true) return;
  const lasting = issues.filter((issue) => issue.kind === 'pupil' || issue.kind === 'staff');
  const people = lasting.map((issue) => issue.person!);
  if (new Set(people).size < people.length) throw new VratarError('card_one_each', { count: 2 });
  for (const chunk of inChunks(people, 10_000)) {
    const { count } = await trx
      .selectFrom('credential_holding')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('person', 'in', chunk)
      .where('kind', 'in', ['pupil', 'staff'])
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (count > 0) throw new VratarError('card_one_each', { count });
  }
}
