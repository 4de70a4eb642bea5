import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportedState } from '../../src/contact/index.ts';

const table = [
  // actuated, cable, normally closed, supervised → reported
  [false, 'sound', true, false, 'active'],
  [true, 'sound', true, false, 'inactive'],
  [false, 'cut', true, false, 'inactive'],
  [true, 'shorted', true, false, 'active'],
  [false, 'sound', false, false, 'inactive'],
  [true, 'sound', false, false, 'active'],
  [true, 'cut', false, false, 'inactive'],
  [false, 'sound', true, true, 'inactive'],
  [true, 'sound', true, true, 'active'],
  [false, 'cut', true, true, 'open'],
  [false, 'shorted', true, true, 'shorted'],
] as const;

for (const [actuated, cable, normallyClosed, supervised, expected] of table) {
  const wiring = `normally ${normallyClosed ? 'closed' : 'open'}, ${supervised ? 'supervised' : 'unsupervised'}`;
  test(`${actuated ? 'actuated' : 'at rest'}, cable ${cable}, ${wiring}: ${expected}`, () => {
    assert.equal(reportedState({ actuated, cable }, { normallyClosed, supervised }), expected);
  });
}
