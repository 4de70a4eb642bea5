import { join } from 'node:path';
import { openReadonly } from '@vratar/edge-agent/src/store/open-database.ts';

/** One line of a journal, as the gate that wrote it still has it. */
export interface Written {
  readonly seq: number;
  readonly line: string;
  readonly hash: string;
}

/** @param data the gate's data folder */
export function readJournal(data: string): readonly Written[] {
  const db = openReadonly(join(data, 'journal.db'));
  try {
    const rows = db.prepare('SELECT seq, line, hash FROM events ORDER BY seq').all();
    return (rows as { seq: number; line: string; hash: Buffer }[]).map(({ hash, ...row }) => ({
      ...row,
      hash: hash.toString('hex'),
    }));
  } finally {
    db.close();
  }
}
