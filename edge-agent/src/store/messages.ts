import type { MessagePort } from 'node:worker_threads';
import type { PendingDraft, StateRow } from '../core/index.ts';
import type { Durable } from '../journal/next-event.ts';
import type { Opening } from '../journal/open-journal.ts';
import type { CheckedList } from '../lists/list-shelf.ts';
import type { Position, Request, Result } from '../socket/schema.ts';

/** How the store is started. */
export interface StoreOptions {
  /** Folder of all its files; made when missing. */
  readonly folder: string;
  /** Names a damaged file that is put aside: UTC time of the start, as in a file name. */
  readonly stamp: string;
  /** Bytes held back for a full disk. */
  readonly ballastBytes?: number;
  /** A store that died had these drafts before: the first ones may be written already. */
  readonly resumed?: boolean;
}

/** Drafts to commit, in order. Answered by `Written`, never by an error: the store tries until it succeeds. */
export interface Append {
  readonly append: readonly PendingDraft[];
}

/** One group commit: all drafts up to id `through` are durable. */
export interface Written {
  readonly written: {
    readonly through: number;
    readonly events: readonly Durable[];
    readonly position: Position;
    /** Duration of the commit. */
    readonly ms: number;
  };
}

/** A condition of the store that began, changed or ended; `code` is stable and becomes an alarm. */
export interface StoreAlarm {
  readonly alarm: {
    readonly code:
      | 'disk_full'
      | 'disk_readonly'
      | 'journal_failing'
      | 'journal_damaged'
      | 'journal_restored'
      | 'journal_displaced'
      | 'mark_failing';
    readonly on: boolean;
    readonly data: Record<string, unknown>;
  };
}

/** The journal was opened, at the start or again after trouble. */
export interface Reopened {
  readonly opened: {
    readonly opening: Opening;
    readonly rows: readonly StateRow[];
    readonly position: Position;
  };
}

/**
 * A list on its way to the core, in pieces that cost the receiving thread little each: `begin`, then `lines`, then `end`.
 * None at all is told by `end` alone.
 */
export type ListPiece = {
  readonly list:
    | {
        readonly piece: 'begin';
        readonly version: number;
        readonly issuedAt: number;
        readonly policy: string;
      }
    | { readonly piece: 'lines'; readonly lines: readonly string[] }
    | { readonly piece: 'end' };
};

/** The thread runs: from now on it is the disk that one waits for. */
export interface Ready {
  readonly ready: true;
}

export type StoreNotice = Ready | Written | StoreAlarm | Reopened | ListPiece;

/** What other threads may call. */
export type StoreApi = {
  position(): Position;
  read(request: Request<'read'>): Result<'read'>;
  hashAt(seq: number): string | undefined;
  ack(request: Request<'ack'>): Position;
  fork(request: Request<'fork'>): Position;
  /** Puts a list in force whose signature was checked. @returns its version */
  applyList(list: CheckedList): Promise<number>;
  /** Writes the mark beside the journal. */
  mark(): void;
  /** Lets another thread call, over its own port. */
  attach(port: MessagePort): void;
  /**
   * Commits what waits, marks a clean end, closes the files.
   * @throws VratarError `journal_left`, `journal_lost`, `journal_unchecked`, `journal_unwritten`; closed all the same
   */
  close(): void;
};
