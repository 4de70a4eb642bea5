import { VratarError } from '@vratar/protocol/errors';
import { type Kysely, sql } from 'kysely';
import type { Caller } from '../../accounts/index.ts';
import { type Page, type PageAsked, readPage } from '../../api/index.ts';
import { SchoolCache } from '../../attendance/store/school-cache.ts';
import { type Database, inSchool } from '../../db/index.ts';
import type { CloudParts } from '../../server/capability.ts';
import { readDocument } from '../documents/read-document.ts';
import type { ActContext } from '../submission/submit.ts';
import { lockSignal, moveOn, type SignalMove, subjectOf } from './move-signal.ts';
import type { ReceivedSignal } from './schema.ts';
import type { SignalState } from './signal-state.ts';

type Parts = Pick<CloudParts, 'api' | 'vault' | 'now'>;

interface InboxRow {
  readonly id: string;
  readonly school: string;
  readonly school_code: string;
  readonly school_name: string;
  readonly timezone: string;
  readonly number: number;
  readonly state: SignalState;
  readonly recipient: string;
  readonly as_of: string;
  readonly preschool: boolean;
  readonly unexcused_halves: number;
  readonly total_halves: number;
  readonly reference: string;
  readonly incoming: string;
  readonly answer: string;
  readonly sent_at: Date;
  readonly acknowledged_at: Date | null;
  readonly answered_at: Date | null;
}

/** Signals that schools have sent to whom the caller answers for, the newest first. No names: those are in the letters. */
export async function readInbox(
  { api, now }: Parts,
  caller: Caller,
  asked: PageAsked & { readonly state?: SignalState },
): Promise<Page<ReceivedSignal>> {
  const { state } = asked;
  const query = rowsOf(api, caller, now()).$if(state !== undefined, (rows) =>
    rows.where('state', '=', state as SignalState),
  );
  const order = { by: ['sent_at', 'id'], direction: 'desc', list: ['inbox', state ?? null] } as const;
  const page = await readPage(query as never, order, asked);
  return { ...page, items: (page.items as InboxRow[]).map(viewOf) };
}

/** The letter as the school signed it; that it was taken is in the school's log. @throws VratarError `signal_unknown` */
export function readReceived(parts: Parts, caller: Caller, id: string): Promise<Buffer> {
  return inItsSchool(parts, caller, id, async (context) => {
    const letter = await readDocument(context, 'signal', subjectOf(id));
    if (letter === undefined) throw new VratarError('signal_unknown');
    return letter;
  });
}

/** Acknowledges or answers. @throws VratarError `signal_unknown`, `signal_state`, `signal_reference`, `note_required` */
export function answerReceived(parts: Parts, caller: Caller, id: string, move: SignalMove): Promise<void> {
  return inItsSchool(parts, caller, id, async (context) =>
    moveOn(context, await lockSignal(context, id), move, true),
  );
}

async function inItsSchool<T>(
  { api, vault, now }: Parts,
  caller: Caller,
  id: string,
  work: (context: ActContext) => Promise<T>,
): Promise<T> {
  const at = now();
  const row = await rowsOf(api, caller, at).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new VratarError('signal_unknown');
  const { school } = row;
  // Nothing of the school but this signal: no class, no signature.
  const actor = { school, account: caller.id, classes: new Set<string>(), signs: false };
  return inSchool(api, { school, account: caller.id }, (trx) =>
    work({ trx, vault, cache: new SchoolCache(), actor, now: at.getTime() }),
  );
}

function rowsOf(api: Kysely<Database>, caller: Caller, at: Date) {
  return api.selectFrom(sql<InboxRow>`vratar_signal_inbox(${caller.id}, ${at})`.as('received')).selectAll();
}

function viewOf(row: InboxRow): ReceivedSignal {
  const when = (key: string, at: Date | null) => (at === null ? {} : { [key]: at.toISOString() });
  return {
    id: row.id,
    school: { code: row.school_code, name: row.school_name },
    timezone: row.timezone,
    number: row.number,
    state: row.state,
    recipient: row.recipient,
    asOf: row.as_of,
    preschool: row.preschool,
    total: row.total_halves / 2,
    unexcused: row.unexcused_halves / 2,
    reference: row.reference,
    incoming: row.incoming,
    answer: row.answer,
    sentAt: row.sent_at.toISOString(),
    ...when('acknowledgedAt', row.acknowledged_at),
    ...when('answeredAt', row.answered_at),
  };
}
