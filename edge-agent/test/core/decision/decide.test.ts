import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decide, RULE_NAMES } from '../../../src/core/decision/decide.ts';
import type { DecisionInput } from '../../../src/core/decision/types.ts';
import { planDay } from '../../../src/core/schedule/calendar.ts';
import { MORNING, POLICY, pupil } from '../support/bench.ts';

const DAY = 86_400_000;
const plan = planDay(POLICY, MORNING);

const BASE: DecisionInput = {
  direction: 'in',
  utc: MORNING,
  timeTrusted: true,
  readAgeMs: 20,
  reading: 'token',
  token: 'ann',
  listVersion: 7,
  entry: pupil('ann'),
  plan,
  schools: new Set(['s1']),
  lane: { id: 'north', mode: 'controlled', lockdown: false, inService: true, ready: true },
  passback: { rule: { mode: 'soft' }, place: undefined, openGrant: undefined },
  inside: 0,
  maxInside: undefined,
  usedEntries: 0,
  second: undefined,
};

const lane = (more: Partial<DecisionInput['lane']>) => ({ lane: { ...BASE.lane, ...more } });
const entry = (more: Parameters<typeof pupil>[1]) => ({ entry: pupil('ann', more) });
const seen = (side: 'in' | 'out', agoMs: number, doubtful = false) => ({
  side,
  lane: 'south',
  agoMs,
  doubtful,
});
const passback = (
  rule: DecisionInput['passback']['rule'],
  place: DecisionInput['passback']['place'],
  openGrant?: string,
) => ({
  passback: { rule, place, openGrant },
});

/** [what, what differs from a plain grant, expected code, expected flags] */
const TABLE: readonly (readonly [string, Partial<DecisionInput>, string, (readonly string[])?])[] = [
  ['a plain tap', {}, 'granted'],
  ['I9 a read of 3,000 ms', { readAgeMs: 3_000 }, 'granted'],
  ['I9 a read of 3,001 ms', { readAgeMs: 3_001 }, 'stale_read'],
  ['I9 a read of unknown age', { readAgeMs: Number.POSITIVE_INFINITY }, 'stale_read'],
  ['bits that are no card', { reading: 'card_unreadable', token: '' }, 'card_unreadable'],
  ['a phone with a random number', { reading: 'phone_random_uid', token: '' }, 'phone_random_uid'],
  ['before the first list', { listVersion: undefined, entry: undefined }, 'no_list'],
  ['a card that is not listed', { entry: undefined }, 'card_unknown'],
  ['a blocked card', entry({ status: 'blocked' }), 'card_blocked'],
  ['a lost card', entry({ status: 'lost' }), 'card_lost'],
  ['a lost card on the way out', { direction: 'out', ...entry({ status: 'lost' }) }, 'card_lost'],
  ['lockdown', lane({ lockdown: true, mode: 'blocked' }), 'lockdown'],
  ['a lane out of service', lane({ inService: false }), 'lane_out_of_service'],
  ['a blocked direction', lane({ mode: 'blocked' }), 'lane_blocked'],
  ['a free direction', lane({ mode: 'free' }), 'granted'],
  ['the first millisecond of validity', entry({ from: MORNING }), 'granted'],
  ['a millisecond before validity', entry({ from: MORNING + 1 }), 'card_not_yet_valid'],
  ['the last millisecond of validity', entry({ until: MORNING + 1 }), 'granted'],
  ['the end of validity', entry({ until: MORNING }), 'card_expired'],
  [
    'an expired card going out',
    { direction: 'out', ...entry({ until: MORNING }) },
    'granted',
    ['card_expired'],
  ],
  ['an expired card under a wrong clock', { timeTrusted: false, ...entry({ until: MORNING }) }, 'granted'],
  ['M3 another school', entry({ enrolments: [{ school: 's2' }] }), 'not_enrolled'],
  ['no school at all', entry({ enrolments: [] }), 'not_enrolled'],
  [
    'M3 enrolled here until yesterday',
    entry({ enrolments: [{ school: 's1', until: MORNING - DAY }] }),
    'not_enrolled',
  ],
  [
    'M3 the last millisecond of an enrolment',
    entry({ enrolments: [{ school: 's1', until: MORNING + 1 }] }),
    'granted',
  ],
  ['M3 the end of an enrolment', entry({ enrolments: [{ school: 's1', until: MORNING }] }), 'not_enrolled'],
  [
    'M3 an enrolment that has ended, by a wrong clock',
    { timeTrusted: false, ...entry({ enrolments: [{ school: 's1', until: MORNING }] }) },
    'granted',
  ],
  ['staff of no school', entry({ enrolments: undefined, kind: 'staff' }), 'granted'],
  ['the wrong hour', { utc: MORNING - 3_600_000 }, 'outside_schedule'],
  ['the wrong hour under a wrong clock', { utc: MORNING - 3_600_000, timeTrusted: false }, 'granted'],
  ['a group that the policy does not have', entry({ groups: ['gone'] }), 'outside_schedule'],
  ['no schedule', { utc: MORNING - 3_600_000, ...entry({ groups: undefined }) }, 'granted'],
  ['the last entry left', { usedEntries: 1, ...entry({ uses: 2 }) }, 'granted'],
  ['no entry left', { usedEntries: 2, ...entry({ uses: 2 }) }, 'card_used_up'],
  ['no entry left, going out', { direction: 'out', usedEntries: 2, ...entry({ uses: 2 }) }, 'granted'],
  [
    'X9 soft anti-passback, inside already',
    passback({ mode: 'soft' }, seen('in', 60_000)),
    'granted',
    ['passback'],
  ],
  ['X9 hard anti-passback, inside already', passback({ mode: 'hard' }, seen('in', 60_000)), 'passback'],
  ['X9 hard, granted on another lane', passback({ mode: 'hard' }, undefined, 'south'), 'passback'],
  [
    'X9 soft, granted on another lane',
    passback({ mode: 'soft' }, undefined, 'south'),
    'granted',
    ['passback'],
  ],
  ['hard, seen going out', passback({ mode: 'hard' }, seen('out', 1)), 'granted'],
  [
    'hard, inside already but bodies passed unseen',
    passback({ mode: 'hard' }, seen('in', 1, true)),
    'granted',
    ['passback_doubtful'],
  ],
  ['timed, too soon', passback({ mode: 'timed', ms: 10_000 }, seen('in', 9_999)), 'passback_wait'],
  [
    'timed, too soon but bodies passed unseen',
    passback({ mode: 'timed', ms: 10_000 }, seen('in', 1, true)),
    'granted',
    ['passback_doubtful'],
  ],
  [
    'timed, after the time, whatever passed',
    passback({ mode: 'timed', ms: 10_000 }, seen('in', 10_000, true)),
    'granted',
  ],
  ['timed, after the time', passback({ mode: 'timed', ms: 10_000 }, seen('in', 10_000)), 'granted'],
  [
    'timed, without a time: not yet 5 minutes',
    passback({ mode: 'timed' }, seen('in', 299_999)),
    'passback_wait',
  ],
  ['timed, without a time: after 5 minutes', passback({ mode: 'timed' }, seen('in', 300_000)), 'granted'],
  ['anti-passback off', passback({ mode: 'off' }, seen('in', 1)), 'granted'],
  [
    'exempt from anti-passback',
    { ...passback({ mode: 'hard' }, seen('in', 1)), ...entry({ passbackExempt: true }) },
    'granted',
  ],
  ['a full building', { inside: 10, maxInside: 10 }, 'building_full'],
  ['a place left', { inside: 9, maxInside: 10 }, 'granted'],
  ['a full building, going out', { direction: 'out', inside: 10, maxInside: 10 }, 'granted'],
  ['a busy lane', lane({ ready: false }), 'lane_busy'],
  ['the first of two cards', { second: { kinds: undefined, first: undefined } }, 'second_card_needed'],
  [
    'the same card as its own second',
    { second: { kinds: undefined, first: { holder: 'h-ann' } } },
    'second_card_needed',
  ],
  [
    'a second card that is no escort',
    { second: { kinds: undefined, first: { holder: 'h-bob' } } },
    'second_card_refused',
  ],
  [
    'a second card of an escort',
    { second: { kinds: undefined, first: { holder: 'h-bob' } }, ...entry({ escort: true }) },
    'granted',
  ],
  [
    'an escort alone',
    { second: { kinds: undefined, first: undefined }, ...entry({ escort: true }) },
    'granted',
  ],
  ['a kind that needs no escort', { second: { kinds: ['visitor'], first: undefined } }, 'granted'],
];

describe('decisions', () => {
  for (const [what, differs, code, flags = []] of TABLE) {
    it(`${what}: ${code}`, () => {
      const decision = decide({ ...BASE, ...differs });
      assert.equal(decision.code, code);
      assert.deepEqual(decision.flags, flags);
      assert.equal(decision.granted, code === 'granted');
    });
  }

  it('explains a grant by every rule, and a refusal by the rules up to the one that refused', () => {
    assert.deepEqual(
      decide(BASE).steps.map(({ rule }) => rule),
      RULE_NAMES,
    );
    const { steps } = decide({ ...BASE, entry: pupil('ann', { status: 'lost' }) });
    assert.deepEqual(steps.at(-1), { rule: 'status', result: 'refuse', saw: 'lost' });
    assert.ok(steps.slice(0, -1).every(({ result }) => result !== 'refuse'));
  });

  it('I11 never refuses without a code, and I9 never grants an old read, whatever the input', () => {
    const differences = fc.constantFrom(...TABLE.map(([, differs]) => differs));
    fc.assert(
      fc.property(fc.array(differences, { maxLength: 4 }), (many) => {
        const input = Object.assign({}, BASE, ...many) as DecisionInput;
        const { granted, code, steps } = decide(input);
        assert.equal(granted, code === 'granted');
        assert.equal(steps.at(-1)!.result === 'refuse', !granted);
        if (input.readAgeMs > 3_000) assert.equal(granted, false);
        if (input.lane.lockdown) assert.equal(granted, false);
      }),
    );
  });
});
