import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_RULE_SETTINGS } from '../../../src/attendance/fold/settings.ts';
import { seenInLesson } from '../../../src/attendance/rules/r16-lesson.ts';
import { explain, letters, utc } from '../support/case-dsl.ts';

const TABLE: readonly [title: string, taps: string, expected: string][] = [
  ['on the bell is present', 'IN A 07:30:00; OUT A 13:15:00', 'PPPPPPP'],
  ['one second late is late', 'IN A 07:30:01; OUT A 13:15', 'LPPPPPP'],
  ['20:00 late is late', 'IN A 07:50:00; OUT A 13:15', 'LPPPPPP'],
  ['20:01 late is absent', 'IN A 07:50:01; OUT A 13:15', 'APPPPPP'],
  ['leaving one second before the bell is left early', 'IN A 07:25; OUT A 13:14:59', 'PPPPPPp'],
  ['20:00 before the end is left early', 'IN A 07:25; OUT A 12:55:00', 'PPPPPPp'],
  ['20:01 before the end is absent', 'IN A 07:25; OUT A 12:54:59', 'PPPPPPA'],
  ['away in the middle, 20:00, is left early', 'IN A 07:25; OUT A 11:05; IN A 11:25; OUT A 13:15', 'PPPPpPP'],
  ['away in the middle, 20:01, is absent', 'IN A 07:25; OUT A 11:05; IN A 11:25:01; OUT A 13:15', 'PPPPAPP'],
  ['late 10:00 and early 10:00 is late', 'IN A 07:40; OUT A 08:00; IN A 08:15; OUT A 13:15', 'LPPPPPP'],
  ['late 10:00 and early 10:01 is absent', 'IN A 07:40; OUT A 07:59:59; IN A 08:15; OUT A 13:15', 'APPPPPP'],
  ['a whole lesson away is absent', 'IN A 07:25; OUT A 08:15; IN A 09:10; OUT A 13:15', 'PAPPPPP'],
  ['the break does not count', 'IN A 07:25; OUT A 09:00; IN A 09:20; OUT A 13:15', 'PPPPPPP'],
];
for (const [title, taps, expected] of TABLE) {
  test(`R16: ${title}`, () => assert.equal(letters(explain(taps)), expected));
}

test('R16: certain and possible presence that agree decide', () => {
  const coverageGaps = [{ start: utc('07:45'), end: utc('07:46') }];
  assert.equal(letters(explain('IN A 07:48; OUT A 13:15', { coverageGaps })), 'LPPPPPP');
});

test('R16: where they differ, nobody knows', () => {
  const coverageGaps = [{ start: utc('07:20'), end: utc('07:21') }];
  assert.equal(letters(explain('IN A 07:48; OUT A 13:15', { coverageGaps })), 'UPPPPPP');
});

test('R16: the totals count late as a half and leave doubt out', () => {
  const found = explain('IN A 07:48; IN A 08:15; OUT A 10:50; OUT A 11:30');
  assert.equal(letters(found), 'UPPPUAA');
  assert.deepEqual([found.unexcusedHours, found.excusedHours, found.reviewLessons], [2, 0, 2]);
});

test('R16: a school may call fewer minutes late than it calls absence', () => {
  const settings = { lateMaxMs: 10 * 60_000, absentMissedMs: 20 * 60_000 };
  const seen = (arrival: number) => {
    const lesson = { n: 1, start: 0, end: 40 * 60_000 };
    const presence = [{ from: arrival * 60_000, until: lesson.end }];
    return seenInLesson(lesson, presence, { ...DEFAULT_RULE_SETTINGS, ...settings });
  };
  assert.deepEqual([seen(0), seen(10), seen(11), seen(21)], ['present', 'late', 'absent', 'absent']);
});
