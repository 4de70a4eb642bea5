import type { CardContext } from './context.ts';

export interface JournalEntry {
  readonly credential: string;
  readonly action: 'issued' | 'returned' | 'replaced';
  /** Local date on the signed page. */
  readonly signedOn: string;
  /** Where the page is kept or its scan lies. */
  readonly document?: string;
}

/**
 * Enters signatures into the school's card journal, numbered without a gap. It says which card, never whose: the name
 * is on paper only.
 * @returns the numbers given
 */
export async function enterJournal(
  { trx, school, by }: CardContext,
  entries: readonly JournalEntry[],
): Promise<readonly number[]> {
  if (entries.length === 0) return [];
  // The school's row serialises the numbering.
  await trx.selectFrom('school').select('id').where('id', '=', school).forUpdate().execute();
  const { last } = await trx
    .selectFrom('card_journal')
    .select((eb) => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last'))
    .where('school', '=', school)
    .executeTakeFirstOrThrow();
  const rows = entries.map((entry, index) => ({
    school,
    number: last + index + 1,
    credential: entry.credential,
    action: entry.action,
    signed_on: entry.signedOn,
    document: entry.document ?? '',
    entered_by: by ?? null,
  }));
  await trx.insertInto('card_journal').values(rows).execute();
  return rows.map((row) => row.number);
}
