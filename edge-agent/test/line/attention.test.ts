import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Attention } from '../../src/line/scheduler/parts/attention.ts';

test('the longest silence since the last report is told once', () => {
  const attention = new Attention();
  for (const at of [100, 150, 700, 720]) attention.heard(at);
  assert.equal(attention.saw(['active'], true), 550);
  assert.equal(attention.saw(['inactive'], true), 0);
  attention.heard(770);
  assert.equal(attention.saw(['inactive'], false), 50);
  assert.equal(attention.heardAt, 770);
});

test('I8 a change that the PD told of and that is over already was missed', () => {
  const attention = new Attention();
  assert.equal(attention.saw(['inactive', 'active'], false), 0);
  assert.equal(attention.saw(['inactive', 'active'], false), 0, 'whoever asks may hear the same again');
  assert.equal(attention.saw(['inactive', 'active'], true), Number.POSITIVE_INFINITY);
  assert.equal(attention.saw(['active', 'active'], true), 0);
});
