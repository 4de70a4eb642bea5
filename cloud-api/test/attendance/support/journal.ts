import { createHash } from 'node:crypto';
import type { JournalEvent } from '@vratar/protocol/messages';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../../../src/db/index.ts';
import type { CoverageChange, StoredEvent, StoredHook } from '../../../src/ingest/stored.ts';

/** A stored event of a gateway, with the fields that attendance reads. */
export function storedEvent(
  school: string,
  gateway: string,
  seq: number,
  at: number,
  event: Partial<JournalEvent> & { readonly kind: string },
  receivedAt = at + 1_000,
): StoredEvent {
  const full: JournalEvent = { seq, at, boot: 'b1', mono: 0, clock: 'synced', ...event };
  const line = JSON.stringify(full);
  const hash = createHash('sha256').update(`${gateway}/${seq}/${line}`).digest('hex');
  return { school, gateway, epoch: 1, seq, hash, line, event: full, receivedAt };
}

/** Stores events as ingest does and calls the hook, all in one transaction. */
export async function store(
  db: Kysely<Database>,
  hook: StoredHook | undefined,
  events: readonly StoredEvent[],
  coverage: readonly CoverageChange[] = [],
): Promise<void> {
  if (events.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await insert(trx, events);
    await hook?.onStored(trx, events, coverage);
  });
}

async function insert(trx: Transaction<Database>, events: readonly StoredEvent[]): Promise<void> {
  const rows = events.map(({ school, gateway, epoch, seq, hash, line, event, receivedAt }) => ({
    school,
    gateway,
    epoch,
    seq,
    at: event.at,
    received_at: receivedAt,
    kind: event.kind,
    token: event.token ?? null,
    hash: Buffer.from(hash, 'hex'),
    line,
  }));
  for (let start = 0; start < rows.length; start += 3_000) {
    await trx
      .insertInto('event')
      .values(rows.slice(start, start + 3_000))
      .execute();
  }
}

/** Before its first event nothing was known of a gateway. */
export const begunBy = (events: readonly StoredEvent[]): CoverageChange[] =>
  events
    .filter(({ seq }) => seq === 1)
    .map(({ school, gateway, epoch, event, receivedAt }) => {
      const until = { at: event.at, mono: event.mono, boot: event.boot };
      return { school, gateway, epoch, what: 'heard', from: undefined, until, beforeSeq: 1, receivedAt };
    });
