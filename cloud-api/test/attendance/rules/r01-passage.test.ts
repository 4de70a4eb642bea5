import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, letters, stays, taps } from '../support/case-dsl.ts';

test('R1: a grant, its time-out and a refusal move nobody', () => {
  const found = explain('IN A 07:20 (granted); IN A 07:20:05 (passage_timeout)');
  assert.deepEqual(stays(found), []);
  assert.equal(letters(found), 'AAAAAAA');
});

test('R1: a grant with its passage counts once, at the passage', () => {
  const found = explain('IN A 07:29:58 (granted); IN A 07:30:01; OUT A 13:17');
  assert.deepEqual(stays(found), ['A 07:30:01-13:17:00 tap/tap']);
  assert.equal(letters(found), 'LPPPPPP');
});

test('R1: the attestation of a guard moves the person, both ways', () => {
  const found = explain('IN A 07:25 (guard_attested); OUT A 13:17 (guard_attested)');
  assert.deepEqual(stays(found), ['A 07:25:00-13:17:00 guard/guard']);
});

test('R1: on a lane without a sensor the grant is an assumed passage', () => {
  const events = taps('IN A 07:25; OUT A 13:17').map((event) => ({ ...event, assumed: true }));
  assert.deepEqual(stays(explain(events)), ['A 07:25:00-13:17:00 assumed/assumed']);
});

test('R1: alarms and acts of operators move nobody', () => {
  const kinds = [
    'alive',
    'day_close',
    'clock_step',
    'gap',
    'mode_changed',
    'config_applied',
    'something_new',
  ];
  const found = explain(kinds.map((kind) => `IN A 08:00 (${kind})`).join(';'));
  assert.equal(letters(found), 'AAAAAAA');
});
