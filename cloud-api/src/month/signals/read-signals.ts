import type { Selectable, Transaction } from 'kysely';
import { type Page, type PageAsked, readPage } from '../../api/index.ts';
import { authorsOf } from '../../attendance/decide/authors.ts';
import type { NamesOf } from '../../attendance/today/names.ts';
import type { Database } from '../../db/index.ts';
import { namesOfSchool } from '../../reports/names.ts';
import type { Vault } from '../../vault/index.ts';
import type { RiskSignalTable } from '../tables.ts';
import type { SignalView } from './schema.ts';
import type { SignalState } from './signal-state.ts';

export interface SignalSources {
  readonly trx: Transaction<Database>;
  readonly vault: Vault;
  /** Of staff. */
  readonly names: NamesOf;
}

/** Signals of a school with the way of each, newest first. */
export async function readSignals(
  { trx, vault, names: staff }: SignalSources,
  school: string,
  asked: PageAsked & { readonly state?: SignalState },
): Promise<Page<SignalView>> {
  const { state } = asked;
  const query = trx
    .selectFrom('risk_signal')
    .selectAll()
    .where('school', '=', school)
    .$if(state !== undefined, (rows) => rows.where('state', '=', state as SignalState));
  const order = { by: ['number'], direction: 'desc', list: ['signals', state ?? null] } as const;
  const page = await readPage(query, order, asked);
  const names = await namesOfSchool(
    trx,
    vault,
    school,
    page.items.map(({ person }) => person),
  );
  const ways = await waysOf(
    trx,
    staff,
    school,
    page.items.map(({ id }) => id),
  );
  return {
    ...page,
    items: page.items.map((row) => viewOf(row, names.get(row.person), ways.get(row.id) ?? [])),
  };
}

type Way = SignalView['history'];

async function waysOf(
  trx: Transaction<Database>,
  staff: NamesOf,
  school: string,
  signals: readonly string[],
): Promise<ReadonlyMap<string, Way>> {
  if (signals.length === 0) return new Map();
  const moves = await trx
    .selectFrom('risk_signal_move')
    .select(['signal', 'state', 'account', 'by_recipient', 'at'])
    .where('school', '=', school)
    .where('signal', 'in', [...signals])
    .orderBy('id')
    .execute();
  const authors = await authorsOf(
    trx,
    staff,
    school,
    moves.map(({ account }) => account),
  );
  const lines = moves.map(({ signal, state, account, by_recipient, at }) => {
    // Who works there is not the school's to know.
    const by = by_recipient ? { role: 'municipality' } : (authors.get(account) ?? {});
    return { signal, line: { state, at: at.getTime(), by } };
  });
  return new Map(
    [...Map.groupBy(lines, ({ signal }) => signal)].map(([id, of]) => [id, of.map(({ line }) => line)]),
  );
}

function viewOf(row: Selectable<RiskSignalTable>, name: string | undefined, history: Way): SignalView {
  const when = (key: string, at: Date | null) => (at === null ? {} : { [key]: at.toISOString() });
  return {
    id: row.id,
    number: row.number,
    person: row.person,
    ...(name === undefined ? {} : { name }),
    state: row.state,
    recipientKind: row.recipient_kind,
    recipient: row.recipient,
    asOf: row.as_of,
    preschool: row.preschool,
    total: row.total_halves / 2,
    unexcused: row.unexcused_halves / 2,
    reasons: [...row.reasons],
    note: row.note,
    reference: row.reference,
    incoming: row.incoming,
    answer: row.answer,
    inbox: row.inbox !== null,
    history,
    createdAt: row.created_at.toISOString(),
    ...when('signedAt', row.signed_at),
    ...when('sentAt', row.sent_at),
    ...when('acknowledgedAt', row.acknowledged_at),
    ...when('answeredAt', row.answered_at),
    ...when('withdrawnAt', row.withdrawn_at),
  };
}
