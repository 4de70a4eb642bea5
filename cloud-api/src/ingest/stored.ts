import type { JournalEvent } from '@vratar/protocol/messages';
import type { Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import type { Moment } from './group/coverage.ts';

/** One event that this transaction stores for the first time. */
export interface StoredEvent {
  readonly school: string;
  readonly gateway: string;
  readonly epoch: number;
  readonly seq: number;
  /** Chain value at the event, hex. */
  readonly hash: string;
  readonly line: string;
  readonly event: JournalEvent;
  /** The cloud's clock, milliseconds since 1970. */
  readonly receivedAt: number;
}

/** What is known of a stretch of a gateway's time has changed. Its moments are the device's, not corrected. */
export interface CoverageChange {
  readonly school: string;
  readonly gateway: string;
  readonly epoch: number;
  /** `heard`: until now it was silent from `from` on, now its journal speaks of it; `gap`: evidence of it is missing. */
  readonly what: 'heard' | 'gap';
  /** Undefined: since ever. */
  readonly from: Moment | undefined;
  /** Undefined: nothing behind it could be read yet. */
  readonly until: Moment | undefined;
  /** Sequence number of the first event behind it. */
  readonly beforeSeq: number;
  /** The cloud's clock, milliseconds since 1970. */
  readonly receivedAt: number;
}

/**
 * A capability that follows events in the transaction that stores them: everything that it writes is committed with
 * them, or not at all. It is given many gateways' events at once, each gateway's in order, some of them days old.
 * If it throws, the events are stored without it, the gateway gets the note `hook_failed`, and the job `hook_retry`
 * calls it again with the same events; it therefore must not count, only derive.
 */
export interface StoredHook {
  /** Names the hook in notes, jobs and logs. */
  readonly name: string;
  /** @param coverage where a silence has ended or a gap was found; see `coverageOf` */
  onStored(
    trx: Transaction<Database>,
    events: readonly StoredEvent[],
    coverage: readonly CoverageChange[],
  ): Promise<void>;
}
