import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InspectedEvent } from '@vratar/protocol/delivery';
import type { JournalEvent } from '@vratar/protocol/messages';
import { follow } from '../../src/ingest/group/coverage.ts';

const START = { last: undefined, missing: false };
const event = (seq: number, mono: number, more: Partial<JournalEvent> = {}): InspectedEvent => ({
  line: '',
  hash: '',
  event: { seq, at: 1_000_000 + mono, boot: 'b1', mono, clock: 'synced', kind: 'alive', ...more },
});
const spans = (events: readonly InspectedEvent[]) =>
  follow(START, events).gaps.map(({ cause, from, until }) => [cause, from?.mono, until.mono]);

test('R17: a journal without silence has no gaps', () => {
  assert.deepEqual(spans([event(1, 0), event(2, 60_000), event(3, 120_000)]), []);
});

test('R17: silence and a restart are gaps from the event before', () => {
  assert.deepEqual(spans([event(1, 0), event(2, 200_000)]), [['silent', 0, 200_000]]);
  assert.deepEqual(spans([event(1, 50_000), event(2, 10, { boot: 'b2' })]), [['restart', 50_000, 10]]);
});

test('R14 R17: a clock that is set back within a boot is a silence of the times that it tells twice', () => {
  const on = (seq: number, mono: number, at: number) => event(seq, mono, { at: 1_000_000 + at });
  assert.deepEqual(spans([on(1, 0, 0), on(2, 60_000, -3_540_000)]), [['silent', 0, 60_000]]);
  assert.deepEqual(spans([on(1, 0, 0), on(2, 60_000, -90_000), on(3, 120_000, 3_600_000)]), []);
});

test('I5 R17: what disk and memory could not keep is a gap of its own, though no number is missing', () => {
  const data = { count: 7, from: 1_020_000, until: 1_090_000, fromMono: 20_000, untilMono: 90_000 };
  const told = event(2, 90_000, { kind: 'gap', reason: 'memory_full', data });
  assert.deepEqual(spans([event(1, 10_000), told, event(3, 91_000)]), [['missing', 20_000, 90_000]]);
});

test('R17: a gap that the gateway tells inside a longer silence is part of it', () => {
  const data = { count: 7, from: 1_020_000, until: 1_900_000, fromMono: 20_000, untilMono: 900_000 };
  const told = event(2, 900_000, { kind: 'gap', reason: 'memory_full', data });
  assert.deepEqual(spans([event(1, 10_000), told]), [['silent', 10_000, 900_000]]);
});
