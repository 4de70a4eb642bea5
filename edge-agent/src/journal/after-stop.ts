import type { ClockState } from '@vratar/protocol/messages';
import type { Database } from '../store/open-database.ts';
import type { Journal } from './journal.ts';
import { JOURNAL_AREA } from './tables.ts';
import { verifySome } from './verify.ts';

/** The newest event of an earlier run: the last moment of which there is a record. */
export interface LastDurable {
  readonly seq: number;
  readonly at: number;
  readonly boot: string;
  readonly mono: number;
  readonly clock: ClockState;
}

/** Events at the end of the chain that are verified before anything is appended to it. */
const TAIL = 1000;

/** The content of a journal is bad, and no retry can help. */
export class Damaged extends Error {}

/** Whether the process that wrote this journal before ended by itself. */
export function stoppedCleanly(journal: Journal): boolean {
  return journal.state.get(JOURNAL_AREA, 'running') === undefined;
}

export function lastDurable(db: Database): LastDurable | undefined {
  const line = db.prepare('SELECT line FROM events ORDER BY seq DESC LIMIT 1').pluck().get() as
    | string
    | undefined;
  if (line === undefined) return undefined;
  const { seq, at, boot, mono, clock } = JSON.parse(line) as LastDurable;
  return { seq, at, boot, mono, clock };
}

/**
 * Checks the file's structure and the end of its chain; the rest of the chain is verified later, in small steps.
 * @throws what `damage` recognises
 */
export function assertWhole(db: Database, journal: Journal): void {
  const answer = db.pragma('quick_check(1)', { simple: true });
  if (answer !== 'ok') throw new Damaged(String(answer));
  const { first, last } = journal.position;
  const from = Math.max(first - 1, last - TAIL);
  const { flaw, reached } = verifySome(db, { seq: from, hash: journal.hashAt(from) }, TAIL);
  if (flaw !== undefined) throw new Damaged(`event ${flaw.seq}: ${flaw.detail}`);
  if (reached.seq !== last) throw new Damaged(`event ${reached.seq + 1} is missing`);
}

/** The reason, when an error means that the file's content is bad and no retry can help. */
export function damage(error: unknown): string | undefined {
  if (error instanceof Damaged) return error.message;
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return /^SQLITE_(CORRUPT|NOTADB)/.test(code) ? `${code}: ${message}` : undefined;
}
