import { sql } from 'kysely';
import { type Page, type PageAsked, readPage } from '../../api/paging/index.ts';
import type { CardContext } from '../context.ts';
import type { CredentialState, CredentialType } from '../tables.ts';

export interface ListedCard {
  readonly id: string;
  readonly type: CredentialType;
  readonly label: string;
  readonly state: CredentialState;
  /** Who holds it now; null for stock, visitors and pass-only cards. */
  readonly person: string | null;
  readonly kind: string | null;
  readonly since: Date | null;
  readonly until: Date | null;
}

/** Cards of the school in the order in which they came, the newest first. */
export async function listCards(
  { trx, school }: Pick<CardContext, 'trx' | 'school'>,
  { state, type }: { readonly state?: CredentialState; readonly type?: CredentialType },
  asked: PageAsked,
): Promise<Page<ListedCard>> {
  let rows = trx
    .selectFrom('credential as c')
    .leftJoin('credential_holding as h', (join) =>
      join.onRef('h.credential', '=', 'c.id').on('h.ended_at', 'is', null),
    )
    .select(['c.id', 'c.type', 'c.label', 'c.state', 'h.person', 'h.kind'])
    .select(['h.valid_from as since', 'h.valid_until as until'])
    .where('c.school', '=', school);
  if (state !== undefined) rows = rows.where('c.state', '=', state);
  if (type !== undefined) rows = rows.where('c.type', '=', type);
  const order = { by: ['c.created_at', 'c.id'], direction: 'desc', list: ['cards', state, type] } as const;
  return readPage(rows, order, asked);
}

/** How many cards are in which state. */
export async function countCards({
  trx,
  school,
}: Pick<CardContext, 'trx' | 'school'>): Promise<ReadonlyMap<CredentialState, number>> {
  const rows = await trx
    .selectFrom('credential')
    .select(['state', sql<number>`count(*)`.as('count')])
    .where('school', '=', school)
    .groupBy('state')
    .execute();
  return new Map(rows.map((row) => [row.state, Number(row.count)]));
}
