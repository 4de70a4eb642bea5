import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AspDecision, type AspRow, aspRefusal } from '../../src/month/asp/asp-row.ts';
import {
  type AspAct,
  type AspCampaignState,
  type AspFacts,
  stepAsp,
} from '../../src/month/asp/campaign-state.ts';

const pupil: AspRow = { kind: 'absence', preschool: false, absences: 6, days: 0 };
const child: AspRow = { kind: 'absence', preschool: true, absences: 4, days: 0 };
const remote: AspRow = { kind: 'remote', preschool: false, absences: 0, days: 12 };
const refuse = (corrected: number, note = 'сгрешен запис', override = false): AspDecision => ({
  decision: 'refuse',
  corrected,
  note,
  override,
});

const TABLE: readonly [title: string, row: AspRow, decision: AspDecision, expected: string | undefined][] = [
  ['M7: corrected 5.00 of a pupil', pupil, refuse(5), 'correction_too_high'],
  ['M7: corrected as sent', pupil, refuse(6), 'correction_unchanged'],
  ['M7: corrected 4.50', pupil, refuse(4.5), undefined],
  ['g4: below zero', pupil, refuse(-1), 'correction_invalid'],
  ['g4: a third of an hour', pupil, refuse(4.3), 'correction_invalid'],
  ['g4: zero', pupil, refuse(0), undefined],
  ['g6: preschool 2 days', child, refuse(2), undefined],
  ['g6: preschool exactly 3 days', child, refuse(3), 'correction_exactly_three'],
  ['g6: preschool exactly 3 days, meant', child, refuse(3, 'проверено', true), undefined],
  ['g6: preschool 3.5', child, refuse(3.5, 'проверено', true), 'correction_too_high'],
  ['g7: 17 remote days of 17', remote, refuse(17), undefined],
  ['g7: 18 remote days of 17', remote, refuse(18), 'correction_days_exceeded'],
  ['g7: remote days as sent', remote, refuse(12), 'correction_unchanged'],
  ['g7: half a remote day', remote, refuse(11.5), 'correction_invalid'],
  ['g8: without a note', pupil, refuse(4, ' '), 'note_required'],
  ['g10: unsubscribed refused with a note', { ...pupil, kind: 'unsubscribed' }, refuse(0), undefined],
  ['a confirmation', pupil, { decision: 'confirm' }, undefined],
];
for (const [title, row, decision, expected] of TABLE) {
  test(`${title}: ${expected ?? 'accepted'}`, () => assert.equal(aspRefusal(row, decision, 17), expected));
}

const OPEN: AspFacts = { signs: true, now: 50, window: { opens: 10, closes: 100 }, undecided: 0 };
const step = (state: AspCampaignState, act: AspAct, facts: Partial<AspFacts> = {}) => {
  const found = stepAsp(state, act, { ...OPEN, ...facts });
  return found.ok ? found.state : `${found.code}${found.count === undefined ? '' : ` ${found.count}`}`;
};

test('M9 g9: signing with one row За преглед is refused with the count', () => {
  assert.equal(step('started', 'sign', { undecided: 1 }), 'rows_undecided 1');
});

test('the way of a campaign', () => {
  assert.equal(step('started', 'decide', { undecided: 2 }), 'started');
  assert.equal(step('started', 'decide'), 'ready');
  assert.equal(step('ready', 'sign'), 'signed');
  assert.equal(step('signed', 'decide'), 'campaign_signed');
  assert.equal(step('signed', 'unsign'), 'ready');
  assert.equal(step('signed', 'close', { now: 100 }), 'final');
  assert.equal(step('ready', 'close', { now: 100 }), 'expired');
});

test('g1: only the principal or an active delegate', () => {
  for (const act of ['decide', 'sign', 'unsign'] as const) {
    assert.equal(step('ready', act, { signs: false }), 'not_principal');
  }
});

test('g2: only while the campaign is open', () => {
  for (const now of [9, 100]) assert.equal(step('ready', 'sign', { now }), 'campaign_closed');
  assert.equal(step('ready', 'close'), 'campaign_lasts');
  assert.equal(step('final', 'decide'), 'campaign_closed');
});
