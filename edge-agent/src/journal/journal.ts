import { CHAIN_START } from '@vratar/protocol/digests';
import { VratarError } from '@vratar/protocol/errors';
import type { EventDraft } from '@vratar/protocol/messages';
import type { StateChange, StateRow } from '../core/state-rows.ts';
import type { Position } from '../socket/position.ts';
import type { Database } from '../store/open-database.ts';
import { type Account, type Durable, nextEvent } from './next-event.ts';
import { noRetention, prunable, type Retention } from './retention.ts';
import { StateTable } from './state-table.ts';
import { JOURNAL_AREA, untold } from './tables.ts';

/** The hole is in the journal now: no later start has to tell of it. */
const told = (reason = ''): StateChange => ({ op: 'delete', area: JOURNAL_AREA, key: untold(reason) });

/** What is committed together: an event, the rows that change with it, or only one of the two. */
export interface Entry {
  readonly draft?: EventDraft;
  readonly changes?: readonly StateChange[];
}

export interface ReadResult {
  readonly epoch: number;
  readonly first: number;
  readonly prev: string;
  readonly lines: string[];
}

/**
 * The journal over one open database: the only place where sequence numbers and chain values are assigned, inside the
 * commit. What is in memory changes only after the commit has returned.
 */
export class Journal {
  readonly state: StateTable;
  readonly #db: Database;
  readonly #insert;
  readonly #range;
  readonly #hash;
  readonly #pruneRows;
  #position: Position;
  #account: Account;

  constructor(db: Database) {
    this.#db = db;
    this.state = new StateTable(db);
    this.#insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?)');
    this.#range = db.prepare<[number, number], { seq: number; line: string }>(
      'SELECT seq, line FROM events WHERE seq > ? ORDER BY seq LIMIT ?',
    );
    this.#hash = db.prepare<[number], Buffer>('SELECT hash FROM events WHERE seq = ?').pluck();
    this.#pruneRows = db.prepare('DELETE FROM events WHERE seq <= ?');
    this.#position = this.#load();
    this.#account = this.#loadAccount();
  }

  get position(): Position {
    return this.#position;
  }

  /** Rows by which a copy of this journal goes on counting days, from no event before `first` on. */
  countRows(first: number): StateRow[] {
    const { dayFrom, retention } = this.#account;
    return [
      { area: JOURNAL_AREA, key: 'day_from', value: String(Math.max(dayFrom, first)) },
      { area: JOURNAL_AREA, key: 'retention', value: JSON.stringify(retention) },
    ];
  }

  /**
   * Commits entries in order, in one transaction; durable when it returns.
   * @returns for each entry with a draft its durable event, undefined for the others
   * @throws SqliteError; then nothing is written and no number is used
   */
  append(entries: readonly Entry[]): (Durable | undefined)[] {
    let account = this.#account;
    const durable = this.#commit(() => {
      const events = entries.map(({ draft, changes }) => {
        for (const change of changes ?? []) this.state.apply(change);
        if (draft === undefined) return undefined;
        const next = nextEvent(account, draft, this.#position.acked);
        account = next.account;
        if (draft.kind === 'gap') this.state.apply(told(draft.reason));
        this.#insert.run(next.event.seq, draft.at, next.event.line, Buffer.from(next.event.hash, 'hex'));
        return next.event;
      });
      this.#keep(account);
      return events;
    });
    this.#account = account;
    this.#position = { ...this.#position, last: account.last, head: account.head };
    return durable;
  }

  /** Deletes at most `step` events that have been kept long enough. @returns how many */
  pruneOld(step: number): number {
    const through = prunable(this.#account.retention);
    return through === undefined ? 0 : this.prune(through, step);
  }

  /**
   * Event lines after `after`, at most `limit` and at most `bytes` of them (one at least).
   * @throws VratarError `journal_epoch`, `journal_pruned`
   */
  read(epoch: number, after: number, limit: number, bytes: number): ReadResult {
    this.#sameEpoch(epoch);
    const { first } = this.#position;
    const prev = this.hashAt(after);
    if (prev === undefined && after < first)
      throw new VratarError('journal_pruned', { seq: after + 1, first });
    if (prev === undefined) return { epoch, first: after + 1, prev: CHAIN_START, lines: [] };
    const lines: string[] = [];
    let size = 0;
    for (const row of this.#range.all(after, limit)) {
      size += Buffer.byteLength(row.line);
      if (lines.length > 0 && size > bytes) break;
      lines.push(row.line);
    }
    return { epoch, first: after + 1, prev, lines };
  }

  /** The last `limit` events, oldest first. */
  tail(limit: number): Durable[] {
    const rows = this.#db
      .prepare<[number], { seq: number; line: string; hash: Buffer }>(
        'SELECT seq, line, hash FROM events ORDER BY seq DESC LIMIT ?',
      )
      .all(limit);
    return rows.reverse().map(({ seq, line, hash }) => ({ seq, line, hash: hash.toString('hex') }));
  }

  /** Chain value at `seq`; of the pruned predecessor too; undefined when it is not known. */
  hashAt(seq: number): string | undefined {
    const { first, last, head } = this.#position;
    if (seq === last) return head;
    if (seq === first - 1) return this.#position.base;
    return (this.#hash.get(seq) as Buffer | undefined)?.toString('hex');
  }

  /**
   * Moves the watermark up to which the cloud holds everything; back, when the cloud was restored from a backup.
   * @throws VratarError `journal_epoch`, `journal_ack_unknown`
   */
  ack(epoch: number, through: number, hash: string): Position {
    this.#sameEpoch(epoch);
    const { first, last } = this.#position;
    if (through > last)
      throw new VratarError('journal_ack_unknown', { seq: through, why: `the last is ${last}` });
    if (through >= first && this.hashAt(through) !== hash)
      throw new VratarError('journal_ack_unknown', { seq: through, why: 'its hash is another' });
    const acked = Math.max(through, first - 1);
    if (acked === this.#position.acked) return this.#position;
    this.#commit(() => this.#setMeta('acked', acked));
    this.#position = { ...this.#position, acked };
    return this.#position;
  }

  /** Starts a new epoch, in which everything that is kept is unacknowledged; `epoch` another than ours: no change. */
  fork(epoch: number, atLeast: number): Position {
    if (epoch !== this.#position.epoch) return this.#position;
    const next = Math.max(epoch + 1, atLeast);
    const acked = this.#position.first - 1;
    this.#commit(() => {
      this.#setMeta('epoch', next);
      this.#setMeta('acked', acked);
    });
    this.#position = { ...this.#position, epoch: next, acked };
    return this.#position;
  }

  /**
   * Deletes events through `through`, but never one that is unacknowledged, and at most `step` rows.
   * @returns rows deleted
   */
  prune(through: number, step: number): number {
    const { first, acked } = this.#position;
    const to = Math.min(through, acked, first + step - 1);
    const hash = to < first ? undefined : this.hashAt(to);
    if (hash === undefined) return 0;
    this.#commit(() => {
      this.#pruneRows.run(to);
      this.#setMeta('pruned', to);
      this.#setMeta('pruned_hash', hash);
    });
    this.#position = { ...this.#position, first: to + 1, base: hash };
    return to - first + 1;
  }

  #sameEpoch(found: number): void {
    const { epoch } = this.#position;
    if (found !== epoch) throw new VratarError('journal_epoch', { current: epoch, found });
  }

  #setMeta(key: string, value: number | string): void {
    this.state.apply({ op: 'put', area: JOURNAL_AREA, key, value: String(value) });
  }

  /** Writes of the account what a reader of the events alone could not tell. */
  #keep({ dayFrom, retention }: Account): void {
    if (dayFrom !== this.#account.dayFrom) this.#setMeta('day_from', dayFrom);
    if (retention !== this.#account.retention) this.#setMeta('retention', JSON.stringify(retention));
  }

  #loadAccount(): Account {
    const { last, head, first } = this.#position;
    const retention = this.state.get(JOURNAL_AREA, 'retention');
    return {
      last,
      head,
      dayFrom: Number(this.state.get(JOURNAL_AREA, 'day_from') ?? first),
      retention: retention === undefined ? noRetention : (JSON.parse(retention) as Retention),
    };
  }

  #load(): Position {
    const number = (key: string, otherwise: number) => Number(this.state.get(JOURNAL_AREA, key) ?? otherwise);
    const pruned = number('pruned', 0);
    const newest = this.#db
      .prepare<[], { seq: number; hash: Buffer }>('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1')
      .get();
    const base = this.state.get(JOURNAL_AREA, 'pruned_hash') ?? CHAIN_START;
    return {
      epoch: number('epoch', 1),
      first: pruned + 1,
      last: newest?.seq ?? pruned,
      base,
      head: newest?.hash.toString('hex') ?? base,
      acked: number('acked', pruned),
    };
  }

  #commit<T>(work: () => T): T {
    return this.#db.transaction(work).immediate();
  }
}
