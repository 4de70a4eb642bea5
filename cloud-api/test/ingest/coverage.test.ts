import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InspectedEvent } from '@vratar/protocol/delivery';
import type { JournalEvent } from '@vratar/protocol/messages';
import { follow, narrow } from '../../src/ingest/group/coverage.ts';

const START = { last: undefined, missing: false };
const event = (seq: number, mono: number, more: Partial<JournalEvent> = {}): InspectedEvent => ({
  line: '',
  hash: '',
  event: { seq, at: 1_000_000 + mono, boot: 'b1', mono, clock: 'synced', kind: 'alive', ...more },
});
const gapsOf = (events: readonly InspectedEvent[]) =>
  follow(START, events).gaps.filter(({ cause }) => cause !== 'first');
const spans = (events: readonly InspectedEvent[]) =>
  gapsOf(events).map(({ cause, from, until }) => [cause, from?.mono, until.mono]);

test('R17: a journal without silence has no gaps', () => {
  assert.deepEqual(spans([event(1, 0), event(2, 60_000), event(3, 120_000)]), []);
});

test('I8 R17: before the first event of a journal nobody knows who passed; it is told once', () => {
  const { gaps, last, missing } = follow(START, [event(1, 5_000), event(2, 60_000)]);
  const until = { at: 1_005_000, mono: 5_000, boot: 'b1' };
  assert.deepEqual(gaps, [{ cause: 'first', from: undefined, until, beforeSeq: 1 }]);
  assert.deepEqual(follow({ last, missing }, [event(3, 120_000)]).gaps, []);
});

test('I8 R17: a journal that begins anew follows the newest that the gateway had before', () => {
  const [first] = follow(START, [event(1, 10, { boot: 'b3' })]).gaps;
  const mark = (boot: string | undefined) => {
    const last = boot === undefined ? undefined : { at: 900_000, mono: 4_000, boot };
    return { through: 9, hash: '', missing: false, last };
  };
  assert.deepEqual(narrow(first!, [mark('b1'), mark('b2'), mark(undefined)]), {
    ...first,
    cause: 'restart',
    from: { at: 900_000, mono: 4_000, boot: 'b2' },
  });
  assert.deepEqual(narrow(first!, [mark(undefined)]), first);
});

test('R14: a step in a silence is told, also where another epoch recorded something in it', () => {
  const other = { through: 9, hash: '', missing: false, last: { at: 1_100_000, mono: 7, boot: 'b9' } };
  const gapOf = (at: number) => gapsOf([event(1, 0), event(2, 200_000, { at })])[0]!;
  assert.equal(narrow(gapOf(1_200_000), [other]).from?.boot, 'b9');
  const stepped = gapOf(1_900_000);
  assert.deepEqual(narrow(stepped, [other]), stepped);
});

test('R17: silence and a restart are gaps from the event before', () => {
  assert.deepEqual(spans([event(1, 0), event(2, 200_000)]), [['silent', 0, 200_000]]);
  assert.deepEqual(spans([event(1, 50_000), event(2, 10, { boot: 'b2' })]), [['restart', 50_000, 10]]);
});

test('R14: a clock that is stepped within a boot, either way, is no silence, but noted', () => {
  const on = (seq: number, mono: number, at: number) => event(seq, mono, { at: 1_000_000 + at });
  assert.deepEqual(spans([on(1, 0, 0), on(2, 60_000, -3_540_000)]), [['step', 0, 60_000]]);
  assert.deepEqual(spans([on(1, 0, 0), on(2, 60_000, 60_400), on(3, 120_000, 3_600_000)]), [
    ['step', 60_000, 120_000],
  ]);
  // A silence in which it was stepped is one, and tells of the step as well.
  assert.deepEqual(spans([on(1, 0, 0), on(2, 200_000, -90_000)]), [['silent', 0, 200_000]]);
});

test('R14: a clock that is set for the first time is noted, however right it was', () => {
  const unset = event(1, 0, { clock: 'unsynced' });
  const gaps = gapsOf([unset, event(2, 60_000), event(3, 120_000, { clock: 'holdover' })]);
  assert.deepEqual(
    gaps.map(({ cause, from, until }) => [cause, from?.unset, until.unset]),
    [['step', true, undefined]],
  );
});

test('I5 R14: a step is told by the gap that a gateway tells at the same event', () => {
  const data = { count: 7, from: 1_020_000, until: 5_090_000, fromMono: 20_000, untilMono: 90_000 };
  const told = event(2, 90_000, { at: 5_090_000, kind: 'gap', reason: 'memory_full', data });
  assert.deepEqual(spans([event(1, 10_000), told]), [['missing', 20_000, 90_000]]);
});

test('I5 R14: a step before the gap that a gateway tells is not lost: the gap begins at the event before', () => {
  const data = { count: 7, from: 1_620_000, until: 1_690_000, fromMono: 20_000, untilMono: 90_000 };
  const told = event(2, 90_000, { at: 1_690_000, kind: 'gap', reason: 'memory_full', data });
  assert.deepEqual(spans([event(1, 10_000), told]), [['missing', 10_000, 90_000]]);
  const firstSet = event(2, 90_000, { kind: 'gap', data: { from: 1_020_000, fromMono: 20_000 } });
  assert.deepEqual(spans([event(1, 10_000, { clock: 'unsynced' }), firstSet]), [['missing', 10_000, 90_000]]);
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
