import { join } from 'node:path';
import { HighWater } from '../../src/journal/high-water.ts';
import { closeJournal, type OpenJournal, openJournal } from '../../src/journal/open-journal.ts';
import { draft } from '../store/start-store.ts';

/** The journal of a folder, opened as the store does it. */
export function openIn(
  folder: string,
): OpenJournal & { mark(): void; append(count: number): void; close(): void } {
  const highWater = new HighWater(join(folder, 'journal.mark'));
  const open = openJournal(join(folder, 'journal.db'), highWater, 'test');
  const mark = (): void => {
    const { epoch, last, head } = open.journal.position;
    highWater.write({ epoch, seq: last, hash: head });
  };
  mark();
  return {
    ...open,
    mark,
    append: (count) => {
      const entries = Array.from({ length: count }, (_, n) => ({ draft: draft({ trace: `t${n}` }) }));
      open.journal.append(entries);
    },
    close: () => {
      mark();
      closeJournal(open);
    },
  };
}
