import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AllowListEntry, LaneModeRule, SitePolicy } from '@vratar/protocol/lists';
import fc from 'fast-check';
import { Bench, listOf, MORNING, pupil } from '../support/bench.ts';
import { TWO_TRIPODS } from '../support/site.ts';

const MINUTE = 60_000;
/** 08:00, when a window ends, a card expires and the way in is shut; a tap comes within a second of it, or far away. */
const BORDER = MORNING + 40 * MINUTE;

const LANES = ['north', 'south'] as const;
const DIRECTIONS = ['in', 'out'] as const;
const READERS = { north: { in: 1, out: 2 }, south: { in: 3, out: 4 } } as const;

const maybe = <T>(value: T) => fc.constantFrom(undefined, value);
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const border = fc.constantFrom(BORDER, BORDER + 1, BORDER - 1_000);

const entries = ['ann', 'bob', 'eve'].map((token) =>
  fc
    .record({
      kind: fc.constantFrom('pupil', 'staff', 'visitor', 'temporary', 'pass_only'),
      status: fc.constantFrom('active', 'active', 'active', 'blocked', 'lost'),
      until: some(border),
      from: some(border),
      groups: fc.constantFrom<string[] | undefined>(undefined, ['day'], ['early'], ['early', 'north'], []),
      enrolments: fc.constantFrom<AllowListEntry['enrolments'][]>(
        undefined,
        [{ school: 's1' }],
        [{ school: 's1', until: BORDER }],
        [{ school: 's2' }],
      ),
      uses: maybe(1),
      escort: maybe(true),
      passbackExempt: maybe(true),
    })
    .map((more) => pupil(token, more as Partial<AllowListEntry>)),
);

const policy: fc.Arbitrary<Partial<SitePolicy>> = fc.record({
  passback: fc.constantFrom('off', 'soft', 'hard', 'timed').map((mode) => ({ mode })),
  occupancy: fc.constantFrom([], [{ zone: 'A', max: 1 }]),
  twoCards: fc.constantFrom([], [{ lanes: ['north'], ms: 20_000 }]),
  holidays: fc.constantFrom([], [], [{ from: '2026-11-09', to: '2026-11-09' }]),
  laneModes: fc.constantFrom<LaneModeRule[]>(
    [],
    [{ days: [1], from: '08:00', to: '09:00', lanes: ['north'], in: 'blocked', out: 'free' }],
  ),
  groups: fc.constant([
    { id: 'day', weekly: [{ days: [1], from: '07:00', to: '20:00' }], onHolidays: true },
    { id: 'early', weekly: [{ days: [1], from: '07:00', to: '08:00', directions: ['in' as const] }] },
    { id: 'north', weekly: [{ days: [1], from: '08:00', to: '09:00' }], lanes: ['north'] },
  ]),
});

const tap = fc.record({
  token: fc.constantFrom('ann', 'bob', 'eve', 'nobody'),
  lane: fc.constantFrom(...LANES),
  direction: fc.constantFrom(...DIRECTIONS),
  walks: fc.boolean(),
  wait: fc.constantFrom(1, 700, 6_000),
});

describe('why and the gate', () => {
  it('decide alike, whoever taps, whatever was before, and on whichever side of a border', () => {
    fc.assert(
      fc.property(
        fc.tuple(...entries),
        policy,
        fc.array(tap, { maxLength: 5 }),
        tap,
        fc.constantFrom(-MINUTE * 20, -1, 0, 1, 400, MINUTE * 30, MINUTE * 60 * 15),
        (cards, rules, before, last, offset) => {
          const gate = new Bench({ yaml: TWO_TRIPODS, list: listOf(cards, rules) });
          gate.utc = BORDER - MINUTE;
          for (const { token, lane, direction, walks, wait } of before) {
            gate.tap(token, READERS[lane][direction]);
            if (walks) gate.walk(direction, READERS[lane].in);
            gate.wait(wait);
          }
          gate.utc = BORDER + offset;
          const told = gate.events.length;
          const query = { token: last.token, lane: last.lane, direction: last.direction, utc: gate.utc };
          const { code } = gate.core.why(query, gate.now);
          gate.tap(last.token, READERS[last.lane][last.direction]);
          const answer = gate.events.slice(told).find(({ kind }) => kind === 'granted' || kind === 'denied');
          // The same card again, while its grant waits, is the same tap.
          if (answer === undefined) return;
          const given = answer.kind === 'granted' ? 'granted' : answer.reason;
          if (answer.kind === 'denied' && answer.token !== undefined && answer.token !== last.token) return;
          assert.equal(given, code);
        },
      ),
      { numRuns: 150 },
    );
  });
});
