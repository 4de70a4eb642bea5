import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeBatch, inspectEvents, judgeBatch, judgeGone, openBatch } from '@vratar/protocol/delivery';
import { CHAIN_START, chainHash } from '@vratar/protocol/messages';

const line = (seq: number, extra = {}) =>
  JSON.stringify({ seq, at: seq, boot: 'b', mono: seq, clock: 'synced', kind: 'alive', ...extra });

function batchOf(first: number, lines: string[], prev = CHAIN_START) {
  const head = lines.reduce(chainHash, prev);
  const opened = openBatch(encodeBatch({ epoch: 1, first, prev, head, lines }, 1), [1]);
  assert.ok(opened.ok);
  return opened;
}

const judge = (through: number, hash: string, batch: ReturnType<typeof batchOf>) =>
  judgeBatch(new Map([[1, { through, hash }]]), batch.envelope, () =>
    inspectEvents(batch.envelope, batch.body),
  );

const one = chainHash(CHAIN_START, line(1));

test('a batch in its place is stored, the part that is known already is not', () => {
  assert.equal(judge(0, CHAIN_START, batchOf(1, [line(1), line(2)])).kind, 'store');
  const verdict = judge(1, one, batchOf(1, [line(1), line(2)]));
  assert.deepEqual(verdict.kind === 'store' && verdict.from, 1);
  assert.equal(judge(1, one, batchOf(1, [line(1)])).kind, 'duplicate');
});

test('R2: another history in the same place is refused, whether it overlaps or only continues', () => {
  const other = chainHash(CHAIN_START, line(1, { lane: 'x' }));
  const overlapping = judge(1, other, batchOf(1, [line(1), line(2)]));
  assert.deepEqual(overlapping, { kind: 'out_of_step', code: 'history_differs' });
  const continuing = judge(1, other, batchOf(2, [line(2)], one));
  assert.deepEqual(continuing, { kind: 'out_of_step', code: 'history_differs' });
});

test('a batch ahead of the watermark, or of an epoch that never said hello, is sent back to its hello', () => {
  assert.deepEqual(judge(0, CHAIN_START, batchOf(3, [line(3)], one)), { kind: 'out_of_step', code: 'ahead' });
  const batch = batchOf(1, [line(1)]);
  const verdict = judgeBatch(new Map(), batch.envelope, () => inspectEvents(batch.envelope, batch.body));
  assert.deepEqual(verdict, { kind: 'out_of_step', code: 'epoch_unknown' });
});

test('a stretch that is gone is a hole only from where the cloud stands', () => {
  const gone = { v: 1, epoch: 1, from: 3, through: 5, hash: one };
  assert.equal(judgeGone(new Map([[1, { through: 1, hash: one }]]), gone, false).kind, 'out_of_step');
  const verdict = judgeGone(new Map([[1, { through: 3, hash: one }]]), gone, false);
  assert.deepEqual(verdict.kind === 'hole' && [verdict.from, verdict.through], [4, 5]);
  assert.equal(judgeGone(new Map([[1, { through: 2, hash: one }]]), gone, true).kind, 'recognised');
});

const BAD: readonly [string, string[], string][] = [
  ['not JSON', ['{'], 'event_not_json'],
  ['not an event', ['{"seq":1}'], 'event_invalid'],
  ['text that PostgreSQL cannot hold', [line(1, { lane: 'a\u0000' })], 'event_invalid'],
  ['a wrong number', [line(7)], 'event_misnumbered'],
];

for (const [what, lines, code] of BAD) {
  test(`${what}: rejected among others, quarantined alone`, () => {
    assert.deepEqual(judge(0, CHAIN_START, batchOf(1, [...lines, line(2)])), { kind: 'reject', code });
    const alone = judge(0, CHAIN_START, batchOf(1, lines));
    assert.equal(alone.kind === 'quarantine' && alone.code, code);
  });
}

test('a line damaged on the disk breaks the chain, and only there', () => {
  const whole = batchOf(1, [line(1), line(2)]);
  const damaged = { ...whole, body: whole.body.replace('"mono":2', '"mono":3') };
  assert.deepEqual(judge(0, CHAIN_START, damaged), { kind: 'reject', code: 'chain_broken' });
});
