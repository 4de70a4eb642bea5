import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StuckWatch } from '../../src/threads/stuck-watch.ts';

/** Looks once a second; `beats` says what the count reads at each look, `late` by how much a look came too late. */
function looks(beats: readonly number[], late: (n: number) => number = () => 0): boolean[] {
  const watch = new StuckWatch();
  let now = 0;
  return beats.map((beat, n) => {
    now += 1000 + late(n);
    return watch.look(beat, now);
  });
}

test('a thread that beats is left alone, and one that stands still for ten seconds is not', () => {
  assert.ok(!looks(Array.from({ length: 60 }, (_, n) => n)).includes(true));
  assert.equal(looks(Array(30).fill(7)).indexOf(true), 10);
});

test('a machine that was too busy for the watch itself says nothing about the thread', () => {
  assert.ok(!looks(Array(60).fill(7), (n) => (n % 8 === 0 ? 3000 : 0)).includes(true));
});
