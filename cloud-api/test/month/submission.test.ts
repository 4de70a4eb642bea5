import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type SUBMISSION_STATES,
  type SubmissionAct,
  type SubmissionFacts,
  stepSubmission,
} from '../../src/month/submission/state.ts';
import { ordinaryWindow } from '../../src/month/submission/window.ts';

const WINDOW = ordinaryWindow('2026-11-01');
const READY: SubmissionFacts = {
  signs: true,
  now: WINDOW.opens + 3_600_000,
  monthEnds: WINDOW.opens,
  window: WINDOW,
  classes: 24,
  classesChecked: 24,
  undecided: 0,
  unexcusedRows: 12,
  openDays: 0,
  fileIsCurrent: true,
};

const sign = (facts: Partial<SubmissionFacts>, acceptedBy?: string) =>
  stepSubmission('imported', acceptedBy === undefined ? { act: 'sign' } : { act: 'sign', acceptedBy }, {
    ...READY,
    ...facts,
  });
const code = (step: ReturnType<typeof stepSubmission>) => (step.ok ? step.state : step.code);

test('a month is submitted from the 1st to the 4th by Bulgarian time', () => {
  assert.deepEqual(
    [new Date(WINDOW.opens).toISOString(), new Date(WINDOW.closes).toISOString()],
    ['2026-11-30T22:00:00.000Z', '2026-12-04T22:00:00.000Z'],
  );
});

test('the way of a month: checked, generated, imported, signed, final', () => {
  const way: [SubmissionAct, string][] = [
    [{ act: 'class_checked' }, 'checked'],
    [{ act: 'generate' }, 'generated'],
    [{ act: 'mark_imported' }, 'imported'],
    [{ act: 'sign' }, 'signed'],
  ];
  let state: (typeof SUBMISSION_STATES)[number] = 'draft';
  for (const [act, expected] of way) {
    const step = stepSubmission(state, act, READY);
    assert.ok(step.ok, JSON.stringify(step));
    state = step.state;
    assert.equal(state, expected);
  }
  assert.equal(code(stepSubmission(state, { act: 'close' }, { ...READY, now: WINDOW.closes })), 'final');
});

const SIGN_GUARDS: readonly [title: string, facts: Partial<SubmissionFacts>, expected: string][] = [
  ['g1 somebody who may not sign', { signs: false }, 'not_principal'],
  ['g2 before the campaign', { now: WINDOW.opens - 1, monthEnds: WINDOW.opens - 2 }, 'campaign_closed'],
  ['g2 after the campaign', { now: WINDOW.closes }, 'campaign_closed'],
  ['an undecided lesson', { undecided: 1 }, 'lessons_undecided'],
  ['an unchecked class', { classesChecked: 23 }, 'classes_unchecked'],
  ['numbers that changed since the file', { fileIsCurrent: false }, 'month_outdated'],
  ['a day that is not reconciled', { openDays: 2 }, 'days_unreconciled'],
  ['everything in order', {}, 'signed'],
];
for (const [title, facts, expected] of SIGN_GUARDS) {
  test(`signing with ${title}: ${expected}`, () => assert.equal(code(sign(facts)), expected));
}

test('a day that is not reconciled is signed only with the principal’s name', () => {
  assert.equal(code(sign({ openDays: 2 }, 'М. Иванова')), 'signed');
  assert.equal(code(sign({ openDays: 2 }, '  ')), 'days_unreconciled');
});

test('a refusal names how many', () => {
  assert.deepEqual(sign({ undecided: 3 }), { ok: false, code: 'lessons_undecided', count: 3 });
});

test('M13: without unexcused absences there is no file, but a declaration', () => {
  const none = { ...READY, unexcusedRows: 0 };
  assert.equal(code(stepSubmission('checked', { act: 'generate' }, none)), 'nothing_to_submit');
  assert.equal(code(stepSubmission('checked', { act: 'declare' }, none)), 'declared');
  assert.equal(code(stepSubmission('checked', { act: 'declare' }, READY)), 'absences_to_submit');
});

test('a signature can be taken back while the campaign lasts, never after it', () => {
  assert.equal(code(stepSubmission('signed', { act: 'unsign' }, READY)), 'imported');
  const late = { ...READY, now: WINDOW.closes };
  assert.equal(code(stepSubmission('signed', { act: 'unsign' }, late)), 'campaign_closed');
  assert.equal(code(stepSubmission('final', { act: 'unsign' }, READY)), 'not_signed');
});

test('what is not signed when the campaign ends has expired', () => {
  const late = { ...READY, now: WINDOW.closes };
  assert.equal(code(stepSubmission('imported', { act: 'close' }, late)), 'expired');
  assert.equal(code(stepSubmission('imported', { act: 'close' }, READY)), 'campaign_lasts');
});

test('nothing moves a final month, whatever the facts', () => {
  const acts: SubmissionAct['act'][] = [
    'class_checked',
    'class_reopened',
    'generate',
    'mark_imported',
    'declare',
    'unsign',
    'sign',
    'close',
  ];
  const facts = fc.record({
    signs: fc.boolean(),
    now: fc.constantFrom(WINDOW.opens, WINDOW.closes, WINDOW.closes + 1),
    monthEnds: fc.constant(WINDOW.opens),
    window: fc.constant(WINDOW),
    classes: fc.nat(3),
    classesChecked: fc.nat(3),
    undecided: fc.nat(2),
    unexcusedRows: fc.nat(2),
    openDays: fc.nat(2),
    fileIsCurrent: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.constantFrom(...acts), facts, (act, each) => {
      const step = stepSubmission('final', { act } as SubmissionAct, each);
      assert.ok(!step.ok || step.state === 'final');
    }),
  );
});
