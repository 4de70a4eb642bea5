import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { until } from '../../../deploy/testing/until.ts';
import { LatchFiles } from '../../src/fire-latch/latch-files.ts';
import { encodeSlot, SLOT_BYTES, SlotPair } from '../../src/store/slot-pair.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const quiet = () => undefined;
const fire = { hold: { as: 'fire', id: 'f' }, ended: [] } as const;
const drill = { hold: { as: 'drill', id: 'd' }, ended: [] } as const;
/** The drill has ended, and nothing holds the zone. */
const over = { ended: ['d'] } as const;

test('I1: what was set is read after a restart', async (t) => {
  const base = join(temporaryFolder(t), 'fire');
  const files = new LatchFiles(base, quiet);
  assert.deepEqual(files.read(false), { kind: 'read', latch: {} });
  files.set({ main: fire });
  files.set({ main: fire, gym: drill });
  await files.settled();
  assert.deepEqual(new LatchFiles(base, quiet).read(true), {
    kind: 'read',
    latch: { main: fire, gym: drill },
  });
});

test('I1: a latch that is missing, short or spoiled is a latch that is set', async (t) => {
  const base = join(temporaryFolder(t), 'fire');
  const fresh = () => {
    rmSync(`${base}.a`, { force: true });
    rmSync(`${base}.b`, { force: true });
    assert.equal(new LatchFiles(base, quiet).read(false).kind, 'read');
  };
  const reading = () => new LatchFiles(base, quiet).read(true).kind;
  assert.equal(reading(), 'unreadable', 'both missing on a gateway that ran before');
  fresh();
  rmSync(`${base}.b`);
  assert.equal(reading(), 'unreadable', 'one missing');
  fresh();
  truncateSync(`${base}.a`, 100);
  assert.equal(reading(), 'unreadable', 'short');
  fresh();
  writeFileSync(`${base}.a`, encodeSlot('not JSON'));
  assert.equal(reading(), 'unreadable', 'not a latch');
  fc.assert(
    fc.property(fc.nat(SLOT_BYTES - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      fresh();
      const image = readFileSync(`${base}.b`);
      image[at]! ^= flip;
      writeFileSync(`${base}.b`, image);
      assert.equal(reading(), 'unreadable');
    }),
    { numRuns: 30 },
  );
});

test('I1: power that goes between the two writes leaves a zone set, unless one file knows that very end', (t) => {
  const base = join(temporaryFolder(t), 'fire');
  const tookOver = { hold: { as: 'fire', id: 'f' }, ended: ['d'] } as const;
  for (const [older, newer] of [
    [{}, { main: fire }],
    [{ main: over }, { main: tookOver }],
    [{ main: drill }, { main: tookOver }],
    [{ main: drill }, { main: over }],
  ] as const)
    for (const files of [
      [older, newer],
      [newer, older],
    ]) {
      writeFileSync(`${base}.a`, encodeSlot(JSON.stringify(files[0])));
      writeFileSync(`${base}.b`, encodeSlot(JSON.stringify(files[1])));
      assert.deepEqual(new LatchFiles(base, quiet).read(true), { kind: 'read', latch: newer });
    }
});

test('I1: a file that another version has written is unreadable', async (t) => {
  const base = join(temporaryFolder(t), 'fire');
  for (const text of [
    '{"main":"fire"}',
    '{"main":{"hold":{"as":"fire"},"ended":[]}}',
    '{"main":{}}',
    '{"main":null}',
    '[]',
  ])
    for (const file of [`${base}.a`, `${base}.b`]) {
      writeFileSync(file, encodeSlot(text));
      assert.equal(new LatchFiles(base, quiet).read(true).kind, 'unreadable', text);
    }
});

test('I1: seventeen zones with the longest names and all their ends fit, and that a value does not fit is told', async (t) => {
  const base = join(temporaryFolder(t), 'fire');
  const id = (run: number) => `${'x'.repeat(8)}-${(36 ** 3 + run).toString(36)}`;
  const ended = Array.from({ length: 8 }, (_, run) => id(run));
  const zone = { hold: { as: 'drill', id: id(99) }, ended } as const;
  const latchOf = (length: number) =>
    Object.fromEntries(Array.from({ length }, (_, at) => [`z${at}`.padEnd(40, 'z'), zone]));
  const told: boolean[] = [];
  const files = new LatchFiles(base, (failing) => void told.push(failing));
  files.set(latchOf(17));
  await files.settled();
  files.set(latchOf(18));
  await files.settled();
  assert.deepEqual(told, [true]);
  assert.deepEqual(new LatchFiles(base, quiet).read(true), { kind: 'read', latch: latchOf(17) });
});

test('a file that became longer than a slot is unreadable, and whole again after the next write', async (t) => {
  const base = join(temporaryFolder(t), 'fire');
  const long = () => {
    for (const file of [`${base}.a`, `${base}.b`]) writeFileSync(file, Buffer.alloc(2 * SLOT_BYTES, 7));
  };
  long();
  const files = new LatchFiles(base, quiet);
  assert.equal(files.read(true).kind, 'unreadable');
  files.set({});
  await files.settled();
  assert.deepEqual(new LatchFiles(base, quiet).read(true), { kind: 'read', latch: {} });
  long();
  new SlotPair(base).write('{}');
  assert.deepEqual(new LatchFiles(base, quiet).read(true), { kind: 'read', latch: {} });
});

test('says when it cannot be written, tries again, and writes the newest value', async (t) => {
  const base = join(temporaryFolder(t), 'fire');
  const faults: boolean[] = [];
  mkdirSync(`${base}.a`);
  mkdirSync(`${base}.b`);
  const files = new LatchFiles(base, (failing) => faults.push(failing));
  files.set({ main: fire });
  await files.settled();
  assert.deepEqual(faults, [true]);
  rmSync(`${base}.a`, { recursive: true });
  rmSync(`${base}.b`, { recursive: true });
  files.set({ main: fire, gym: fire });
  await files.settled();
  assert.deepEqual(faults, [true, false]);
  assert.deepEqual(new LatchFiles(base, quiet).read(true), {
    kind: 'read',
    latch: { main: fire, gym: fire },
  });
});

for (const wanted of [[{ main: fire }], [{ main: fire }, { main: fire, gym: fire }]] as const)
  test(`I1: what could not be written is written by itself later, the newest of ${wanted.length}`, async (t) => {
    const base = join(temporaryFolder(t), 'fire');
    const faults: boolean[] = [];
    mkdirSync(`${base}.a`);
    const files = new LatchFiles(base, (failing) => faults.push(failing));
    for (const latch of wanted) files.set(latch);
    await files.settled();
    assert.deepEqual(faults, [true]);
    rmSync(`${base}.a`, { recursive: true });
    await until('a second word', () => faults.length >= 2);
    assert.deepEqual(faults, [true, false]);
    await files.settled();
    const latch = wanted.at(-1);
    assert.deepEqual(new LatchFiles(base, quiet).read(true), { kind: 'read', latch });
  });
