import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lastEvents } from '../../src/journal/export.ts';
import { readImage } from '../../src/journal/read-image.ts';
import { standsFor, takeCopy } from '../../src/journal/take-back.ts';
import { verifyFile } from '../../src/journal/verify-file.ts';
import { draft } from '../store/start-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openIn } from './journal-file.ts';

/** Flips bits in the pages that hold events, and in no others. */
function spoilPages(file: string, from: number, to: number): void {
  const bytes = readFileSync(file);
  for (let at = from * 4096; at < Math.min(to * 4096, bytes.length); at++) bytes[at]! ^= 0x5a;
  writeFileSync(file, bytes);
}

test('I5: after an unclean stop the last durable moment is told, and nothing is lost', (t) => {
  const folder = temporaryFolder(t);
  const one = openIn(folder);
  assert.deepEqual(one.opening, { first: true, clean: true });
  one.append(5);
  one.db.close();
  const two = openIn(folder);
  assert.equal(two.opening.clean, false);
  assert.deepEqual([two.opening.last?.seq, two.opening.last?.boot], [5, 'boot-1']);
  assert.equal(two.journal.position.last, 5);
  two.close();
  assert.equal(openIn(folder).opening.clean, true);
});

test('I6: a backup that was put back is recognised, and begins a new epoch', (t) => {
  const folder = temporaryFolder(t);
  const backup = join(temporaryFolder(t), 'backup.db');
  const one = openIn(folder);
  one.append(5);
  one.close();
  cpSync(join(folder, 'journal.db'), backup);
  const two = openIn(folder);
  two.append(5);
  two.close();
  cpSync(backup, join(folder, 'journal.db'));
  const three = openIn(folder);
  assert.deepEqual(
    three.opening.restored && [three.opening.restored.mark.seq, three.opening.restored.last],
    [10, 5],
  );
  const { epoch, last, acked } = three.journal.position;
  assert.deepEqual([epoch, last, acked], [2, 5, 0]);
  three.db.close();
  const again = openIn(folder);
  assert.equal(again.opening.restored?.last, 5, 'is told until it is in the journal');
  again.journal.append([{ draft: draft({ kind: 'gap', reason: 'journal_restored' }) }]);
  again.close();
  const four = openIn(folder);
  assert.deepEqual(
    [four.opening.restored, four.journal.position.epoch, four.journal.position.last],
    [undefined, 2, 6],
  );
});

for (const [instant, place] of [
  ['before the other file is put aside', 'journal.db'],
  ['before the copy has its name', 'journal.db.damaged-before'],
] as const)
  test(`I5: a power cut while a journal is put back, ${instant}, costs no event`, (t) => {
    const folder = temporaryFolder(t);
    const file = join(folder, 'journal.db');
    const backup = join(temporaryFolder(t), 'backup.db');
    const one = openIn(folder);
    one.append(3);
    one.close();
    cpSync(file, backup);
    const two = openIn(folder);
    two.append(1000);
    takeCopy(two.db, file);
    two.db.close();
    rmSync(file);
    cpSync(backup, join(folder, place));
    if (place === 'journal.db') writeFileSync(`${file}-wal`, 'of what was open');

    const three = openIn(folder);
    const { epoch, last } = three.journal.position;
    const { damaged, restored, takenBack } = three.opening;
    assert.deepEqual([epoch, last, damaged, restored], [1, 1003, undefined, undefined]);
    assert.equal(takenBack?.aside !== undefined, place === 'journal.db', 'is told');
    assert.equal(verifyFile(takenBack?.aside ?? join(folder, place)).events, 3, 'the other file is kept');
    three.append(1);
    three.close();
    assert.deepEqual([verifyFile(file).events, existsSync(`${file}.own`)], [1004, false]);
    assert.equal(openIn(folder).opening.takenBack, undefined, 'it is told once');
  });

test('I5: while the disk does not let a swap be finished, the copy is what is read', (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'journal.db');
  const one = openIn(folder);
  one.append(3);
  one.db.pragma('wal_checkpoint(TRUNCATE)');
  const older = readFileSync(file);
  one.append(4);
  takeCopy(one.db, file);
  one.db.close();
  for (const inPlace of [true, false]) {
    rmSync(file, { force: true });
    if (inPlace) writeFileSync(file, older);
    assert.equal(readImage(file)?.position.last, 7);
    assert.deepEqual([verifyFile(standsFor(file)).events, lastEvents(standsFor(file), 9).length], [7, 7]);
  }
});

test('I5: a copy that a power cut has left unfinished is not taken for the journal', (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'journal.db');
  const one = openIn(folder);
  one.append(5);
  writeFileSync(`${file}.own.part`, readFileSync(file).subarray(0, 4096));
  one.close();
  const two = openIn(folder);
  assert.deepEqual([two.opening.takenBack, two.journal.position.last], [undefined, 5]);
  assert.ok(!existsSync(`${file}.own.part`), 'it takes no room');
});

test('I6: a journal that is gone while its mark is there begins a new epoch', (t) => {
  const folder = temporaryFolder(t);
  const one = openIn(folder);
  one.append(3);
  one.close();
  rmSync(join(folder, 'journal.db'));
  const two = openIn(folder);
  assert.deepEqual([two.opening.first, two.opening.restored?.mark.seq], [false, 3]);
  assert.deepEqual([two.journal.position.epoch, two.journal.position.last], [2, 0]);
});

test('I5: a file that is no database is put aside, and a new epoch begins', (t) => {
  const folder = temporaryFolder(t);
  const one = openIn(folder);
  one.append(3);
  one.close();
  writeFileSync(join(folder, 'journal.db'), 'x'.repeat(20_000));
  const two = openIn(folder);
  const { damaged } = two.opening;
  assert.match(damaged?.why ?? '', /NOTADB/);
  assert.deepEqual(damaged?.lost, { from: 1, through: 3 });
  assert.equal(readFileSync(damaged!.aside!, 'utf8').length, 20_000);
  assert.deepEqual(
    [two.journal.position.epoch, two.journal.position.last],
    [2, 3],
    'no number is used twice',
  );
  two.append(1);
  assert.deepEqual(verifyFile(join(folder, 'journal.db')).flaws, []);
});

test('I5: of a damaged file the events that the cloud does not hold are saved, whole and chained', (t) => {
  for (const [spoiled, part] of [
    [[3, 5], 'beginning'],
    [[60, 64], 'middle'],
    [[-12, -8], 'end'],
  ] as const) {
    const folder = temporaryFolder(t);
    mkdirSync(folder, { recursive: true });
    const one = openIn(folder);
    one.append(3000);
    one.journal.append([{ changes: [{ op: 'put', area: 'passback', key: 'p', value: '1' }] }]);
    const acked = 2000;
    one.journal.ack(1, acked, one.journal.hashAt(acked)!);
    const lines = new Map(one.journal.read(1, 2500, 1, 1000).lines.map((line) => [2501, line]));
    one.mark();
    one.db.pragma('wal_checkpoint(TRUNCATE)');
    one.db.close();
    const file = join(folder, 'journal.db');
    const pages = readFileSync(file).length / 4096;
    const [from, to] = spoiled.map((page) => (page < 0 ? pages + page : page)) as [number, number];
    spoilPages(file, from, to);

    const two = openIn(folder);
    const { damaged } = two.opening;
    assert.ok(damaged !== undefined, `${part}: the damage is found`);
    const { kept, lost } = damaged;
    assert.deepEqual(verifyFile(file).flaws, [], `${part}: what is kept is whole`);
    assert.equal(two.journal.position.epoch, 2);
    if (part === 'end')
      assert.ok(kept && lost && lost.from > acked && lost.through <= 3000, JSON.stringify(damaged));
    else assert.deepEqual([kept?.through, lost], [3000, undefined], `${part}: nothing that was owed is lost`);
    const again = two.journal.read(2, 2500, 1, 1000).lines[0];
    if (kept!.from <= 2501 && kept!.through >= 2501) assert.equal(again, lines.get(2501));
    two.append(3);
    assert.equal(two.journal.position.last, kept!.through + 3, `${part}: the numbers go on in the new epoch`);
    two.close();
  }
});
