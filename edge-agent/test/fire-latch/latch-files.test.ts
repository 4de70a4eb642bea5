import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { LatchFiles } from '../../src/fire-latch/latch-files.ts';
import { encodeSlot, SLOT_BYTES, SlotPair } from '../../src/store/slot-pair.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const quiet = () => undefined;

test('I1: what was set is read after a restart', async (t) => {
  const base = join(temporaryFolder(t), 'fire');
  const files = new LatchFiles(base, quiet);
  assert.deepEqual(files.read(false), { kind: 'read', latch: {} });
  files.set({ main: 'fire' });
  files.set({ main: 'fire', gym: 'drill' });
  await files.settled();
  assert.deepEqual(new LatchFiles(base, quiet).read(true), {
    kind: 'read',
    latch: { main: 'fire', gym: 'drill' },
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

test('I1: power that goes between the two writes leaves the zone set', (t) => {
  const base = join(temporaryFolder(t), 'fire');
  for (const [a, b] of [
    ['{"main":"fire"}', '{}'],
    ['{}', '{"main":"fire"}'],
    ['{"main":"drill"}', '{"main":"fire"}'],
  ] as const) {
    writeFileSync(`${base}.a`, encodeSlot(a));
    writeFileSync(`${base}.b`, encodeSlot(b));
    assert.deepEqual(new LatchFiles(base, quiet).read(true), { kind: 'read', latch: { main: 'fire' } });
  }
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
  files.set({ main: 'fire' });
  await files.settled();
  assert.deepEqual(faults, [true]);
  rmSync(`${base}.a`, { recursive: true });
  rmSync(`${base}.b`, { recursive: true });
  files.set({ main: 'fire', gym: 'fire' });
  await files.settled();
  assert.deepEqual(faults, [true, false]);
  assert.deepEqual(new LatchFiles(base, quiet).read(true), {
    kind: 'read',
    latch: { main: 'fire', gym: 'fire' },
  });
});

for (const wanted of [[{ main: 'fire' }], [{ main: 'fire' }, { main: 'fire', gym: 'fire' }]] as const)
  test(`I1: what could not be written is written by itself later, the newest of ${wanted.length}`, async (t) => {
    const base = join(temporaryFolder(t), 'fire');
    const faults: boolean[] = [];
    mkdirSync(`${base}.a`);
    const files = new LatchFiles(base, (failing) => faults.push(failing));
    for (const latch of wanted) files.set(latch);
    await files.settled();
    assert.deepEqual(faults, [true]);
    rmSync(`${base}.a`, { recursive: true });
    for (const until = Date.now() + 20_000; faults.length < 2 && Date.now() < until; ) await setTimeout(50);
    assert.deepEqual(faults, [true, false]);
    await files.settled();
    const latch = wanted.at(-1);
    assert.deepEqual(new LatchFiles(base, quiet).read(true), { kind: 'read', latch });
  });
