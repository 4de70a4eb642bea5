import type { Database } from '../store/open-database.ts';
import type { Journal } from './journal.ts';
import { JOURNAL_AREA } from './tables.ts';
import { verifySome } from './verify.ts';

/** The last moment before an unclean stop of which there is a record. */
export interface LastDurable {
  readonly seq: number;
  readonly at: number;
  readonly boot: string;
  readonly mono: number;
}

/** Events at the end of the chain that are verified before anything is appended to it. */
const TAIL = 1000;

class Damaged extends Error {}

/** The last durable moment when the process that wrote this journal did not end by itself; undefined when it did. */
export function uncleanStop(db: Database, journal: Journal): LastDurable | 'nothing' | undefined {
  if (journal.state.get(JOURNAL_AREA, 'running') === undefined) return undefined;
  const line = db.prepare('SELECT line FROM events ORDER BY seq DESC LIMIT 1').pluck().get() as
    | string
    | undefined;
  if (line === undefined) return 'nothing';
  const { seq, at, boot, mono } = JSON.parse(line) as LastDurable;
  return { seq, at, boot, mono };
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
