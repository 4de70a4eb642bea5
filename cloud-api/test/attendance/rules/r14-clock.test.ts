import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseFacts } from '../../../src/attendance/explain/case-facts.ts';
import type { CaseEvent } from '../../../src/attendance/explain/case-file.ts';
import type { ClockFact, EventFact } from '../../../src/attendance/fold/facts.ts';
import { clockBook, correctedTime } from '../../../src/attendance/rules/r14-clock.ts';
import { explain, letters, stays, taps, utc } from '../support/case-dsl.ts';

const since = (events: CaseEvent[], monotonic: number[], boot = 'b9'): CaseEvent[] =>
  events.map((event, index) => {
    const seconds = monotonic[index];
    return {
      ...event,
      boot,
      at: '1970-01-01T00:01:00Z',
      ...(seconds === undefined ? {} : { monotonicSeconds: seconds }),
    };
  });

test('R14: the measured offset of the boot is applied, and of no other', () => {
  const events = taps('IN A 07:52; OUT A 13:17').map((event, index) =>
    index === 0 ? { ...event, boot: 'b7' } : event,
  );
  const found = explain(events, { clock: [{ gateway: 'edge-A', boot: 'b7', offsetSeconds: -1500 }] });
  assert.deepEqual(stays(found), ['A 07:27:00-13:17:00 tap/tap']);
});

test('R14: a boot that was synchronised later is rebased over its monotonic clock', () => {
  const events = since(taps('IN A 07:00; OUT A 13:00'), [100, 21_220]);
  const found = explain(events, {
    clock: [{ gateway: 'edge-A', boot: 'b9', syncedAt: utc('09:00'), syncedMonotonicSeconds: 5_800 }],
  });
  assert.deepEqual(stays(found), ['A 07:25:00-13:17:00 tap/tap']);
});

test('R14: never synchronised and no neighbours: every lesson is unknown', () => {
  const found = explain(since(taps('IN A 07:00; OUT A 13:00'), [100, 21_220]));
  assert.deepEqual(stays(found), []);
  assert.equal(letters(found), 'UUUUUUU');
});

test('R14: a clock that was never set is never believed, even without a monotonic time', () => {
  assert.equal(letters(explain(since(taps('IN A 07:00'), []))), 'UUUUUUU');
});

test('R14: neighbours of the same journal bound the doubt', () => {
  const [before, entry, after, exit] = taps(
    'IN A 09:05 card x1 (granted); IN A 09:30; IN A 10:55 card x2 (granted); OUT A 13:17',
  ) as [CaseEvent, CaseEvent, CaseEvent, CaseEvent];
  const undated = since([entry], [77]);
  const found = explain([before, ...undated, after, { ...exit, gateway: 'edge-other' }]);
  assert.deepEqual(stays(found), ['A 06:00:00-13:17:00 missing_entry/tap ?']);
  assert.equal(letters(found), 'UUUUUUU');
  assert.equal(letters(explain([before, ...undated, after])), 'AAUUUUU');
});

test('R14: an exit at an unknown moment makes the whole stay doubt', () => {
  const [entry, exit] = taps('IN A 07:25; OUT A 13:00') as [CaseEvent, CaseEvent];
  const found = explain([entry, ...since([exit], [500])]);
  assert.deepEqual(stays(found), ['A 07:25:00-20:00:00 tap/auto_closed ?']);
  assert.equal(letters(found), 'UUUUUUU');
});

test('R14: more than 5 minutes ahead of its arrival is quarantined and leaves doubt until then', () => {
  const [entry] = taps('IN A 09:10') as [CaseEvent];
  const early = explain([{ ...entry, receivedAt: utc('09:05:00') }]);
  assert.deepEqual(stays(early), ['A 09:10:00-20:00:00 tap/auto_closed']);
  const tooEarly = explain([{ ...entry, receivedAt: utc('09:04:59') }]);
  assert.deepEqual(stays(tooEarly), []);
  assert.equal(letters(tooEarly), 'UUUUUUU');
});

test('R14: rebase comes first, quarantine after', () => {
  const [entry] = taps('IN A 12:25') as [CaseEvent];
  const found = explain([{ ...entry, boot: 'b7', receivedAt: utc('07:25:10') }], {
    clock: [{ gateway: 'edge-A', boot: 'b7', offsetSeconds: -18_000 }],
  });
  assert.deepEqual(stays(found), ['A 07:25:00-20:00:00 tap/auto_closed']);
});

test('R14: a quarantined exit makes the stay doubt, for nobody knows when it ended', () => {
  const [entry, exit] = taps('IN A 07:25; OUT A 13:00') as [CaseEvent, CaseEvent];
  const found = explain([entry, { ...exit, receivedAt: utc('11:05') }]);
  assert.deepEqual(stays(found), ['A 07:25:00-20:00:00 tap/auto_closed ?']);
  assert.equal(letters(found), 'UUUUUUU');
});

test('R14: a quarantined refusal clouds no stay', () => {
  const [entry, refusal] = taps('IN A 07:25; IN A 13:00 (denied)') as [CaseEvent, CaseEvent];
  const found = explain([entry, { ...refusal, receivedAt: utc('11:05') }]);
  assert.deepEqual(stays(found), ['A 07:25:00-20:00:00 tap/auto_closed']);
});

test('R14 R17: the hole before a stop is told by the events before it when the last moment lies ahead', () => {
  const [before, start] = taps('IN A 10:55 card x (granted); A 11:30 (power_up)') as [CaseEvent, CaseEvent];
  const ahead = { ...start, durableAt: utc('13:10') };
  assert.equal(letters(explain([before, ahead])), 'AAAAUUU');
});

const measured = (mono: number, trueAt: number, withinMs = 0) =>
  ({ gateway: 'g', boot: 'b', mono, trueAt, withinMs }) as const;
const [NOON, HOUR] = [Date.UTC(2026, 10, 9, 10), 3_600_000];
const timeOf = (at: number, mono: number, clocks: readonly ClockFact[]) => {
  const [sample] = caseFacts(
    { timezone: 'Europe/Sofia', settings: {}, cases: [] },
    { id: 'x', date: '2026-11-09', lessons: [], events: taps('IN A 08:00') },
  ).events as [EventFact];
  return correctedTime({ ...sample, gateway: 'g', boot: 'b', at, mono }, clockBook(clocks));
};

test('R14: the next measurement counts, and after the last one that one', () => {
  const clocks = [measured(HOUR, NOON), measured(2 * HOUR, NOON + HOUR + 60_000)];
  const wrong = NOON + 9 * HOUR;
  assert.equal(timeOf(wrong, HOUR / 2, clocks), NOON - HOUR / 2);
  assert.equal(timeOf(wrong, 1.5 * HOUR, clocks), NOON + HOUR / 2 + 60_000);
  assert.equal(timeOf(wrong, 3 * HOUR, clocks), NOON + 2 * HOUR + 60_000);
});

test('R14: a clock that differs by less than the measurement can tell is believed', () => {
  assert.equal(timeOf(NOON + 2_000, 0, [measured(0, NOON, 2_000)]), NOON + 2_000);
  assert.equal(timeOf(NOON + 2_001, 0, [measured(0, NOON, 2_000)]), NOON);
});

test('R14: the longer ago the measurement, the more a good crystal may have drifted', () => {
  const at = NOON + 10 * HOUR;
  assert.equal(timeOf(at + 3_600, 10 * HOUR, [measured(0, NOON)]), at + 3_600);
  assert.equal(timeOf(at + 3_601, 10 * HOUR, [measured(0, NOON)]), at);
});

test('R14: an event without a time happened before it arrived, and neighbours of another epoch bound nothing', () => {
  const bounds = (event: Partial<CaseEvent>) => {
    const [before, entry] = taps('IN A 09:05 card x1 (granted); IN A 09:30') as [CaseEvent, CaseEvent];
    return letters(
      explain([{ ...before, ...event }, ...since([{ ...entry, receivedAt: utc('10:05') }], [77])]),
    );
  };
  assert.equal(bounds({}), 'AAUUUUU');
  assert.equal(bounds({ epoch: 2 }), 'UUUUUUU');
});

const UNSET = '1970-01-01T00:01:00Z';

/** An exit without a time, of a gateway whose last word before it was at `before`. */
function undatedExit(before: string, receivedAt: string, at = UNSET): CaseEvent[] {
  const [word, exit] = taps(`IN A ${before} card x gw lost (granted); OUT A 13:17 gw lost`) as [
    CaseEvent,
    CaseEvent,
  ];
  return [word, { ...exit, at, receivedAt: utc(receivedAt) }];
}

for (const [title, at] of [
  ['without a time', UNSET],
  ['in quarantine', '2026-11-12T05:00:00Z'],
] as const) {
  test(`R6 R14: an exit ${title} says that the pupil had been inside, nobody knows since when`, () => {
    assert.equal(letters(explain(undatedExit('12:40', '13:20', at))), 'UUUUUUU');
    const back = [...taps('IN A 07:25; OUT A 09:05'), ...undatedExit('12:40', '13:20', at)];
    assert.equal(letters(explain(back)), 'PPUUUUU');
  });
}

test('R6 R14: it says nothing about a stretch outside that was over before it', () => {
  const back = [...taps('IN A 07:25; OUT A 09:05; IN A 10:05'), ...undatedExit('12:40', '13:20')];
  assert.equal(letters(explain(back)), 'PPAUUUU');
});

test('R14 R17: what a pupil did before the building opened counts, with a time, and without', () => {
  const settings = { buildingOpens: '07:15' };
  const early = taps('IN A 07:00 card x gw 2 (granted); IN A 07:05 gw 2') as [CaseEvent, CaseEvent];
  assert.equal(letters(explain(early, { settings })), 'PPPPPPP');
  const at = UNSET;
  const undated = early.map((each) =>
    each.kind === 'passage' ? { ...each, at, receivedAt: utc('07:10') } : each,
  );
  assert.equal(letters(explain(undated, { settings })), 'UUUUUUU');
  assert.equal(letters(explain('IN A 07:05 (denied)', { settings })), 'UUUUUUU');
});

test('R14 R17: what has no time and concerns everybody does not before the building opens', () => {
  const [before, free] = taps('IN A 03:00 card x (granted); A 05:00 (power_up)') as [CaseEvent, CaseEvent];
  const undated = { ...free, at: UNSET, receivedAt: utc('05:40') };
  assert.equal(letters(explain([before, undated])), 'AAAAAAA');
});
