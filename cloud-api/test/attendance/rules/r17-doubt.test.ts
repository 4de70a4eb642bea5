import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseFacts } from '../../../src/attendance/explain/case-facts.ts';
import type { CaseEvent } from '../../../src/attendance/explain/case-file.ts';
import type { EventFact } from '../../../src/attendance/fold/facts.ts';
import { type LaneMoment, laneDoubts } from '../../../src/attendance/rules/r17-doubt.ts';
import { DATE, explain, letters, taps, utc } from '../support/case-dsl.ts';

const gap = (start: string, end: string) => ({ coverageGaps: [{ start: utc(start), end: utc(end) }] });

const TABLE: readonly [title: string, taps: string, expected: string][] = [
  ['free mode', 'A 10:00 (free_start rush); A 10:05 (free_end)', 'AAAUUUU'],
  [
    'free mode outwards only is no way in',
    'OUT A 10:00 (free_start rush); OUT A 10:05 (free_end)',
    'AAAAAAA',
  ],
  ['free mode without an end', 'A 10:00 (free_start manual)', 'AAAUUUU'],
  ['an end without a start', 'A 10:05 (free_end)', 'UUUUUUU'],
  ['held open', 'A 10:00 (held_start); A 10:05 (held_end)', 'AAAUUUU'],
  ['forced', 'IN A 11:45 (passage_forced)', 'AAAAAUU'],
  ['forced outwards is no way in', 'OUT A 11:45 (passage_forced)', 'AAAAAAA'],
  ['lane fault', 'A 10:55 (lane_fault); A 12:00 (lane_ok)', 'AAAAUUU'],
  ['an unclean stop, from the event before', 'IN A 10:55 card x (granted); A 11:30 (power_up)', 'AAAAUUU'],
  ['own refusal at an entry', 'IN A 10:55 (denied)', 'AAAAUUU'],
  ['own refusal at an exit is none', 'OUT A 10:55 (denied)', 'AAAAAAA'],
  ['a refusal while inside is none', 'IN A 07:25; IN A 10:55 (denied); OUT A 11:45', 'PPPPPAA'],
  ['a refusal that a passage follows ends there', 'IN A 07:28 (denied); IN A 07:35; OUT A 13:15', 'UPPPPPP'],
];
for (const [title, taps, expected] of TABLE) {
  test(`R17: ${title}`, () => assert.equal(letters(explain(taps)), expected));
}

test('R17: a gap before the exit is over when the pupil leaves', () => {
  assert.equal(letters(explain('IN A 07:25; OUT A 10:52', gap('09:00', '10:52'))), 'PPPPAAA');
  assert.equal(letters(explain('IN A 07:25; OUT A 10:52', gap('09:00', '10:52:01'))), 'PPPPUUU');
});

test('R17: doubt lasts until the pupil is seen again', () => {
  assert.equal(letters(explain('IN A 12:31; OUT A 13:15', gap('08:00', '08:30'))), 'AUUUUUP');
});

test('R17: a gap outside the opening hours is none', () => {
  assert.equal(letters(explain('', gap('03:00', '05:59'))), 'AAAAAAA');
  assert.equal(letters(explain('', gap('20:00', '23:00'))), 'AAAAAAA');
});

test('R17: a gap without an end lasts', () => {
  assert.equal(letters(explain('', { coverageGaps: [{ start: utc('10:00') }] })), 'AAAUUUU');
});

test('R17: an instant at the very exit counts, at the entry not', () => {
  assert.equal(letters(explain('IN A 07:25; OUT A 10:52; IN A 10:52 gw 2 (passage_forced)')), 'PPPPUUU');
  assert.equal(letters(explain('IN A 07:29 (passage_forced); IN A 07:29; OUT A 13:15')), 'PPPPPPP');
});

test('R17: an uncertain stay counts as inside', () => {
  const found = explain('IN A 07:25; IN A 10:05; OUT A 13:15', gap('09:00', '09:10'));
  assert.equal(letters(found), 'UUUPPPP');
});

test('R14 R17: the hole before an unclean stop is measured by the corrected clock', () => {
  // The device runs 25 minutes fast: it says 11:55 at 11:30, and 11:20 of its last durable moment at 10:55.
  const stop = { ...(taps('A 11:55 (power_up)')[0] as CaseEvent), durableAt: utc('11:20') };
  const clock = [{ gateway: 'edge-A', boot: 'b1', offsetSeconds: -1_500 }];
  assert.equal(letters(explain([stop], { clock })), 'AAAAUUU');
});

test('R17: each lane has its own stretch: that one is closed again says nothing of the other', () => {
  const moments = laneMoments([
    ['free_start', 'L1', 1],
    ['free_start', 'L2', 2],
    ['free_end', 'L1', 3],
  ]);
  assert.deepEqual(spansOf(moments), [
    [1, 3],
    [2, Number.POSITIVE_INFINITY],
  ]);
});

test('R17: a stretch begins with its first start, and its first start says which way it was', () => {
  assert.deepEqual(
    spansOf(
      laneMoments([
        ['held_start', 'L1', 1],
        ['held_start', 'L1', 4],
        ['held_end', 'L1', 6],
      ]),
    ),
    [[1, 6]],
  );
  const outwards = laneMoments([
    ['free_start', 'L1', 1, 'out'],
    ['free_end', 'L1', 3],
  ]);
  assert.deepEqual(spansOf(outwards), []);
  const inwards = laneMoments([
    ['free_start', 'L1', 1],
    ['free_end', 'L1', 3, 'out'],
  ]);
  assert.deepEqual(spansOf(inwards), [[1, 3]]);
});

test('R17: a free exit whose end is missing does not hide the free mode after it', () => {
  const both = laneMoments([
    ['free_start', 'L1', 1, 'out'],
    ['free_start', 'L1', 4],
    ['free_end', 'L1', 6],
  ]);
  assert.deepEqual(spansOf(both), [[4, 6]]);
  assert.deepEqual(spansOf(both.slice(0, 2)), [[4, Number.POSITIVE_INFINITY]]);
});

/** The building closes at 20:00. */
const EVENING: [string, string][] = [
  ['18:30', '19:10'],
  ['19:20', '20:00'],
  ['20:10', '20:50'],
];
for (const [title, events, options, expected] of [
  ['nothing', '', {}, 'AAA'],
  ['gateways that are silent all day', '', gap('00:00', '23:59'), 'UUU'],
  ['a gap in the last lesson', '', gap('20:15', '20:20'), 'AAU'],
  ['a gap after the last lesson', '', gap('20:50', '23:00'), 'AAA'],
  ['an entry, and never an exit (R7)', 'IN A 18:20', {}, 'PPP'],
  ['an entry that an exit is missing for (R5)', 'IN A 18:20; IN A 20:05; OUT A 20:52', {}, 'UUP'],
  ['a whole evening', 'IN A 18:20; OUT A 20:52', {}, 'PPP'],
  ['an exit alone (R6)', 'OUT A 20:52', {}, 'UUU'],
] as const) {
  test(`I8 R7 R17: the building is open while there are lessons: ${title}`, () =>
    assert.equal(letters(explain(events, { ...options, lessons: EVENING })), expected));
}

test('I8 R17: a lesson before the building opens is in doubt like any other', () => {
  const lessons: [string, string][] = [['05:10', '05:50']];
  assert.equal(letters(explain('', { ...gap('05:00', '05:05'), lessons })), 'A');
  assert.equal(letters(explain('', { ...gap('05:00', '05:15'), lessons })), 'U');
});

test('I8 R17: what happens after midnight is of the next date: here it is unknown, not absent', () => {
  const lessons: [string, string][] = [
    ['22:00', '22:40'],
    ['23:50', '00:30'],
    ['00:40', '01:20'],
  ];
  assert.equal(letters(explain('IN A 21:50; OUT A 22:45', { lessons })), 'PUU');
  assert.equal(letters(explain('IN A 21:50', { lessons })), 'PPP');
});

test('R14 R17: a release whose time is quarantined is doubt for everybody who is outside', () => {
  const [release] = taps('IN A 12:40 (guard_release pupil)') as [CaseEvent];
  assert.equal(letters(explain([{ ...release, receivedAt: utc('09:00') }])), 'UUUUUUU');
});

type Told = readonly [kind: string, lane: string, at: number, direction?: 'in' | 'out'];

function laneMoments(told: readonly Told[]): LaneMoment[] {
  const [sample] = caseFacts(
    { timezone: 'Europe/Sofia', settings: {}, cases: [] },
    { id: 'x', date: DATE, lessons: [], events: taps('A 08:00 (free_start rush)') },
  ).events as [EventFact];
  return told.map(([kind, lane, at, direction]) => ({ event: { ...sample, kind, lane, direction }, at }));
}

const spansOf = (moments: readonly LaneMoment[]) =>
  laneDoubts(moments).map(({ from, until }) => [from, until]);
