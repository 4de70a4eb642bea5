import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Attention } from '../../src/line/scheduler/parts/attention.ts';

test('the longest silence since the last report is told once', () => {
  const attention = new Attention();
  for (const at of [100, 150, 700, 720]) attention.heard(at);
  assert.equal(attention.takeLongest(), 550);
  assert.equal(attention.takeLongest(), 0);
  attention.heard(770);
  assert.equal(attention.takeLongest(), 50);
  assert.equal(attention.heardAt, 770);
});
