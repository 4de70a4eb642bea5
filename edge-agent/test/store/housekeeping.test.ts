import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Journal } from '../../src/journal/journal.ts';
import type { Flaw } from '../../src/journal/verify.ts';
import type { ListShelf } from '../../src/lists/list-shelf.ts';
import { Housekeeping } from '../../src/store/housekeeping.ts';
import type { Keeper } from '../../src/store/keeper.ts';
import { openIn } from '../journal/journal-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Steps of an idle store over a journal of so many events, and the flaws that they have found. */
function idleOver(folder: string, events: number) {
  const open = openIn(folder);
  open.append(events);
  const flaws: Flaw[] = [];
  let now = 0;
  const keeper = {
    opened: open,
    waiting: 0,
    write: <T>(work: (journal: Journal) => T): T => work(open.journal),
    checkpoint: () => open.db.pragma('wal_checkpoint(PASSIVE)'),
    recover: () => undefined,
    reportFlaw: (flaw: Flaw) => void flaws.push(flaw),
  } as unknown as Keeper;
  const housekeeping = new Housekeeping(keeper, { tidy: () => undefined } as unknown as ListShelf, () => now);
  const steps = (count: number): void => {
    for (let n = 0; n < count; n++) {
      now += 2000;
      housekeeping.step();
    }
  };
  return { open, steps, flaws };
}

test('a chain that is shortened while it is verified is not called broken', (t) => {
  const { open, steps, flaws } = idleOver(temporaryFolder(t), 1000);
  steps(4);
  open.journal.ack(1, 900, open.journal.hashAt(900)!);
  open.journal.prune(900, 1000);
  steps(10);
  assert.deepEqual(flaws, []);
  open.close();
});

test('an event that was changed is found behind what was pruned', (t) => {
  const { open, steps, flaws } = idleOver(temporaryFolder(t), 1000);
  steps(4);
  open.journal.ack(1, 900, open.journal.hashAt(900)!);
  open.journal.prune(900, 1000);
  open.db.prepare("UPDATE events SET line = replace(line, 'passage', 'granted') WHERE seq = 950").run();
  steps(10);
  assert.deepEqual(
    flaws.map(({ seq }) => seq),
    [950],
  );
  open.close();
});

test('the write-ahead log is brought home in the pauses, and does not grow for ever', (t) => {
  const { open, steps } = idleOver(temporaryFolder(t), 3000);
  const away = (): number => {
    const [row] = open.db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
    return row!.log - row!.checkpointed;
  };
  assert.ok(away() > 64, `${away()} pages`);
  steps(2);
  assert.equal(away(), 0);
  open.close();
});
