import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackOff } from '../../src/link/uplink/back-off.ts';

test('waiting times double to their bound, begin anew after a good connection, and are drawn below it', () => {
  const most = new BackOff(1_000, 8_000, () => 0.999_999);
  assert.deepEqual(
    [most.next(), most.next(), most.next(), most.next(), most.next()],
    [1_000, 2_000, 4_000, 8_000, 8_000],
  );
  most.reset();
  assert.equal(most.next(), 1_000);
  assert.equal(new BackOff(1_000, 8_000, () => 0).next(), 0);
});

const GATEWAYS = 4_300;

/** Small numbers that look like chance and are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Second by second after a broker is back: how many gateways come that lost it `outageMs` before, all at once. */
function comeBack(outageMs: number): readonly number[] {
  const random = seeded(outageMs);
  const seconds: number[] = [];
  for (let gateway = 0; gateway < GATEWAYS; gateway++) {
    const backOff = new BackOff(1_000, 60_000, random);
    let at = backOff.next();
    while (at < outageMs) at += backOff.next();
    const second = Math.floor((at - outageMs) / 1_000);
    seconds[second] = (seconds[second] ?? 0) + 1;
  }
  return Array.from(seconds, (count) => count ?? 0);
}

test('a country of gateways does not come back in one second after a broker was away', () => {
  const limits = [
    { outageMs: 3_000, inOneSecond: 1_500, lastAfter: 16 },
    { outageMs: 30_000, inOneSecond: 250, lastAfter: 60 },
    { outageMs: 600_000, inOneSecond: 200, lastAfter: 60 },
  ];
  for (const { outageMs, inOneSecond, lastAfter } of limits) {
    const seconds = comeBack(outageMs);
    const most = Math.max(...seconds);
    assert.ok(most <= inOneSecond, `${most} in one second after ${outageMs} ms`);
    assert.ok(seconds.length <= lastAfter, `the last comes after ${seconds.length} s`);
    assert.equal(
      seconds.reduce((sum, count) => sum + count),
      GATEWAYS,
    );
  }
});
