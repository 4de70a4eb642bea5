import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { exportEvents, lastEvents } from '../../src/journal/export.ts';
import { verifyFile } from '../../src/journal/verify-file.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { draft } from '../store/start-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openIn } from './journal-file.ts';

test('every connection is durable: FULL holds after a write', (t) => {
  const db = openDatabase(join(temporaryFolder(t), 'a.db'), 'CREATE TABLE IF NOT EXISTS t (a)');
  db.exec('INSERT INTO t VALUES (1)');
  assert.equal(db.pragma('synchronous', { simple: true }), 2);
  assert.equal(db.pragma('journal_mode', { simple: true }), 'wal');
  db.close();
});

test('a failed commit uses no number and writes nothing', (t) => {
  const { journal, db, append } = openIn(temporaryFolder(t));
  append(2);
  const before = journal.position;
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
  const big = { draft: draft({ data: { text: 'x'.repeat(50_000) } }) };
  assert.throws(() => journal.append([{ draft: draft() }, big]), { code: 'SQLITE_FULL' });
  assert.deepEqual(journal.position, before);
  db.pragma('max_page_count = 100000');
  append(1);
  assert.equal(journal.position.last, 3);
});

test('I5: unacknowledged events are never pruned, whatever is asked, and pruning keeps the chain', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ ack: fc.nat(40), prune: fc.nat(50), step: fc.integer({ min: 1, max: 9 }) })),
      (acts) => {
        const folder = temporaryFolder(t);
        const one = openIn(folder);
        one.append(40);
        for (const { ack, prune, step } of acts) {
          // A cloud that was restored may say that it holds less than was pruned since.
          one.journal.ack(1, ack, one.journal.hashAt(ack) ?? 'of what was pruned');
          const { first } = one.journal.position;
          one.journal.prune(prune, step);
          const { first: now, acked } = one.journal.position;
          assert.ok(now <= acked + 1 && now - first <= step);
        }
        const before = one.journal.position;
        one.close();
        const two = openIn(folder);
        assert.deepEqual(two.journal.position, before);
        assert.deepEqual(verifyFile(join(folder, 'journal.db')).flaws, []);
        const { prev } = two.journal.read(1, before.first - 1, 1, 1000);
        assert.equal(prev, before.base);
        if (before.first > 1)
          assert.throws(() => two.journal.read(1, before.first - 2, 1, 1000), { code: 'journal_pruned' });
        two.close();
      },
    ),
    { numRuns: 15 },
  );
});

test('acknowledged events stay for 35 days of operation, whatever the clock says and however often the gate starts', (t) => {
  const folder = temporaryFolder(t);
  let { journal, close } = openIn(folder);
  const day = (at: number) => {
    close();
    ({ journal, close } = openIn(folder));
    journal.append(Array.from({ length: 600 }, () => ({ draft: draft({ kind: 'alive', at }) })));
    journal.append([{ draft: draft({ kind: 'day_close', at, data: { date: 'd' } }) }]);
    const { last, head } = journal.position;
    journal.ack(1, last, head);
  };
  // The clock jumps by ten years in the middle: that alone ages nothing.
  for (let n = 0; n < 36; n++) day(n < 10 ? 0 : 315_360_000_000);
  assert.equal(journal.pruneOld(100_000), 0);
  day(0);
  assert.equal(journal.pruneOld(100_000), 601);
  assert.equal(journal.pruneOld(100_000), 0);
});

test('I6: a new epoch acknowledges nothing that is kept, also after a restart', (t) => {
  const folder = temporaryFolder(t);
  const { journal, append, close } = openIn(folder);
  append(5);
  journal.ack(1, 4, journal.hashAt(4)!);
  journal.prune(2, 10);
  journal.fork(1, 0);
  close();
  const { epoch, first, acked } = openIn(folder).journal.position;
  assert.deepEqual([epoch, first, acked], [2, 3, 2]);
});

test('day_close counts every event exactly once', (t) => {
  const folder = temporaryFolder(t);
  let { journal, append, close } = openIn(folder);
  append(4);
  const closed = () =>
    JSON.parse(journal.append([{ draft: draft({ kind: 'day_close', data: { date: 'd' } }) }])[0]!.line).data;
  const head = journal.position.head;
  assert.deepEqual(closed(), { date: 'd', from: 1, through: 4, count: 4, head });
  close();
  ({ journal, append, close } = openIn(folder));
  append(2);
  const { from, through, count } = closed();
  assert.deepEqual([from, through, count], [5, 7, 3]);
});

test('verification names the event that was changed', (t) => {
  const folder = temporaryFolder(t);
  const one = openIn(folder);
  one.append(10);
  one.close();
  const file = join(folder, 'journal.db');
  const raw = new Database(file);
  raw.prepare('UPDATE events SET line = replace(line, ?, ?) WHERE seq = 4').run('passage', 'granted');
  raw.prepare('DELETE FROM events WHERE seq = 8').run();
  raw.close();
  const { flaws, events } = verifyFile(file);
  assert.deepEqual(
    flaws.map(({ seq, why }) => [seq, why]),
    [
      [4, 'hash'],
      [9, 'gap'],
    ],
  );
  assert.equal(events, 9);
});

test('what is no journal is told by its name, and why', (t) => {
  const folder = temporaryFolder(t);
  const missing = join(folder, 'none.db');
  const text = join(folder, 'text.db');
  const other = join(folder, 'other.db');
  writeFileSync(text, 'x'.repeat(5000));
  const db = new Database(other);
  db.exec('CREATE TABLE lists (one INTEGER)');
  db.close();
  for (const [file, code, why] of [
    [missing, 'journal_unreadable', /there is no such file/],
    [text, 'journal_unreadable', /not a database/],
    [other, 'journal_unreadable', /it is no journal/],
  ] as const) {
    const expected = { code, message: why };
    assert.throws(() => verifyFile(file), expected);
    assert.throws(() => lastEvents(file, 1), expected);
    assert.throws(() => [...exportEvents(file, 1, 9)], expected);
  }
});
