import type { Selectable, Transaction } from 'kysely';
import { type Page, type PageAsked, readPage } from '../../api/index.ts';
import type { Database } from '../../db/index.ts';
import { namesOfSchool } from '../../reports/names.ts';
import type { Vault } from '../../vault/index.ts';
import type { RiskSignalTable } from '../tables.ts';
import type { SignalView } from './schema.ts';
import type { SignalState } from './signal-state.ts';

/** Signals of a school, newest first. */
export async function readSignals(
  trx: Transaction<Database>,
  vault: Vault,
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
  return { ...page, items: page.items.map((row) => viewOf(row, names.get(row.person))) };
}

function viewOf(row: Selectable<RiskSignalTable>, name: string | undefined): SignalView {
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
    answer: row.answer,
    createdAt: row.created_at.toISOString(),
    ...when('signedAt', row.signed_at),
    ...when('sentAt', row.sent_at),
    ...when('acknowledgedAt', row.acknowledged_at),
    ...when('answeredAt', row.answered_at),
    ...when('withdrawnAt', row.withdrawn_at),
  };
}
