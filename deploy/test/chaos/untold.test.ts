import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Crossing } from '../../testing/chaos/crossing.ts';
import { doubtsOf } from '../../testing/chaos/doubts.ts';
import { compareTruth, type HeldEvent } from '../../testing/chaos/untold.ts';

const token = (card: number) => `token-${card}`;
const went = (card: number, endedAt: number): Crossing => ({
  card,
  direction: 'in',
  beganAt: endedAt - 900,
  endedAt,
});

let seq = 0;
const event = (kind: string, mono: number, rest: object = {}) =>
  ({ epoch: 1, seq: ++seq, at: 0, boot: 'b', mono, clock: 'synced', kind, ...rest }) as HeldEvent;
const passage = (card: number, mono: number) =>
  event('passage', mono, { token: token(card), direction: 'in' });

const judge = (crossings: readonly Crossing[], events: readonly HeldEvent[]) =>
  compareTruth(crossings, events, doubtsOf(events, []), token);

test('everybody who went through is told of once and in order', () => {
  const events = [passage(1, 10_010), passage(2, 20_020), passage(1, 30_005)];
  const told = judge([went(1, 10_000), went(2, 20_000), went(1, 30_000)], events);
  assert.deepEqual(told, { recorded: 3, doubted: 0, wrong: [] });
});

test('a crossing that nobody tells of is found, and one that never was, and one that is told twice', () => {
  assert.match(judge([went(1, 10_000)], []).wrong[0]!, /card 1 went in/);
  assert.match(judge([], [passage(1, 10_000)]).wrong[0]!, /nobody did/);
  assert.match(judge([went(1, 10_000)], [passage(1, 10_001), passage(1, 10_002)]).wrong[0]!, /nobody did/);
});

test('another credential, the other direction or another time are not this crossing', () => {
  for (const told of [
    passage(2, 10_001),
    event('passage', 10_001, { token: token(1), direction: 'out' }),
    passage(1, 60_000),
  ])
    assert.equal(judge([went(1, 10_000)], [told]).wrong.length, 2);
});

test('passages in the wrong order are found', () => {
  const told = judge([went(1, 10_000), went(2, 20_000)], [passage(2, 20_001), passage(1, 10_001)]);
  assert.match(told.wrong[0]!, /wrong order/);
});

test('a later epoch may bring back what happened before', () => {
  const events = [passage(2, 20_001), { ...passage(1, 10_001), epoch: 2 }];
  const told = judge([went(1, 10_000), went(2, 20_000)], events);
  assert.deepEqual(told, { recorded: 2, doubted: 0, wrong: [] });
});

test('a crossing in a named hole is doubt, beside the hole it is missing', () => {
  const hole = event('power_up', 50_000, { data: { last: { mono: 40_000 } } });
  assert.deepEqual(judge([went(1, 45_000)], [hole]), { recorded: 0, doubted: 1, wrong: [] });
  assert.equal(judge([went(1, 30_000)], [hole]).wrong.length, 1);
  assert.equal(judge([went(1, 60_000)], [hole]).wrong.length, 1);
  const fault = [event('lane_fault', 50_000), event('lane_ok', 60_000)];
  assert.equal(judge([went(1, 55_000)], fault).doubted, 1);
  assert.equal(judge([went(1, 70_000)], fault).wrong.length, 1);
});
