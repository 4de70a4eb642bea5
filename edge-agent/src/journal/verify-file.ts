import { CHAIN_START } from '@vratar/protocol/digests';
import type { Database } from '../store/open-database.ts';
import { withJournal } from './read-journal.ts';
import { JOURNAL_AREA } from './tables.ts';
import { type Flaw, type Link, verifySome } from './verify.ts';

/** Result of verifying a journal file from its pruned end to its last event. */
export interface Finding {
  readonly file: string;
  readonly epoch: number;
  readonly first: number;
  readonly last: number;
  readonly events: number;
  readonly flaws: readonly Flaw[];
}

const STEP = 1000;
const MOST_FLAWS = 100;

/** @throws VratarError `journal_unreadable`, `journal_torn`; pages of events that cannot be read are flaws */
export function verifyFile(file: string): Finding {
  return withJournal(file, (db) => {
    const meta = metaOf(db);
    const { events, last, flaws } = walk(db, { seq: meta.pruned, hash: meta.prunedHash });
    return { file, epoch: meta.epoch, first: meta.pruned + 1, last, events, flaws };
  });
}

function walk(db: Database, start: Link): Pick<Finding, 'events' | 'last' | 'flaws'> {
  const flaws: Flaw[] = [];
  let at = start;
  let events = 0;
  for (let done = false; !done && flaws.length < MOST_FLAWS; ) {
    try {
      const step = verifySome(db, at, STEP);
      events += step.reached.seq - at.seq;
      at = step.reached;
      done = step.done;
      if (step.flaw !== undefined) {
        flaws.push(step.flaw);
        events += 1;
        at = { seq: step.flaw.seq, hash: hashAt(db, step.flaw.seq) };
        done = false;
      }
    } catch (error) {
      flaws.push({ seq: at.seq + 1, why: 'unreadable', detail: (error as Error).message });
      done = true;
    }
  }
  return { events, last: at.seq, flaws };
}

function hashAt(db: Database, seq: number): string | undefined {
  const hash = db.prepare<[number]>('SELECT hash FROM events WHERE seq = ?').pluck().get(seq) as
    | Buffer
    | undefined;
  return hash?.toString('hex');
}

function metaOf(db: Database): { epoch: number; pruned: number; prunedHash: string } {
  const get = db.prepare<[string, string]>('SELECT value FROM state WHERE area = ? AND key = ?').pluck();
  const value = (key: string) => get.get(JOURNAL_AREA, key) as string | undefined;
  return {
    epoch: Number(value('epoch') ?? 1),
    pruned: Number(value('pruned') ?? 0),
    prunedHash: value('pruned_hash') ?? CHAIN_START,
  };
}
