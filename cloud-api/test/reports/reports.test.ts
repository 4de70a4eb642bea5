import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSheet } from 'read-excel-file/node';
import type { Interval, LessonResult, LessonStatus } from '../../src/attendance/fold/student-day.ts';
import { DEFAULT_ATTENDANCE_SETTINGS } from '../../src/attendance/store/attendance-settings.ts';
import type { PersonMonth } from '../../src/month/totals/month-totals.ts';
import { toCsv } from '../../src/reports/formats/to-csv.ts';
import { toPdf } from '../../src/reports/formats/to-pdf.ts';
import { toXlsx } from '../../src/reports/formats/to-xlsx.ts';
import { atRiskReport } from '../../src/reports/kinds/at-risk.ts';
import { classRegister } from '../../src/reports/kinds/class-register.ts';
import { monthTotalsReport } from '../../src/reports/kinds/month-totals.ts';
import { personMonth } from '../../src/reports/kinds/person-month.ts';
import { presenceDay } from '../../src/reports/kinds/presence-day.ts';
import { presenceWeek } from '../../src/reports/kinds/presence-week.ts';
import { reasonsIn, riskReasons } from '../../src/reports/kinds/risk-reasons.ts';
import type { YearTotals } from '../../src/reports/kinds/year-totals.ts';
import type { DayLine } from '../../src/reports/read-day-lines.ts';
import type { ReportFrame } from '../../src/reports/report-frame.ts';
import { REPORT_LANGUAGES, type ReportLanguage } from '../../src/reports/table.ts';

const MONDAY = '2026-11-09';
const at = (local: string, day = MONDAY) => Date.parse(`${day}T${local}:00+02:00`);
const AFTER = at('23:00', '2026-12-01');

const frame = (language: ReportLanguage = 'bg'): ReportFrame => ({
  language,
  timezone: 'Europe/Sofia',
  school: '2200999 Училище',
  madeAt: AFTER,
  people: new Map([
    ['p1', 'Тест Ученик'],
    ['p2', '=Мария'],
  ]),
  classes: new Map([['c1', { name: '7а', grade: 7 }]]),
});

const totals = (more: Partial<PersonMonth> = {}): PersonMonth => ({
  person: 'p1',
  class: 'c1',
  grade: 7,
  preschool: false,
  unexcusedHalves: 0,
  excusedHalves: 0,
  review: 0,
  lates: 0,
  days: 20,
  ...more,
});
const year = (more: Partial<YearTotals> = {}): YearTotals => ({ ...totals(), carriedHalves: 0, ...more });

const lessons = (letters: string): LessonResult[] =>
  [...letters].map((letter, index) => ({
    n: index + 1,
    status: ({ p: 'present', l: 'late', a: 'absent', e: 'excused', u: 'unknown' } as const)[
      letter
    ] as LessonStatus,
    flags: [],
  }));
const stay = (from: string, to: string, more: Partial<Interval> = {}): Interval => ({
  building: 'A',
  start: at(from),
  end: at(to),
  startQuality: 'tap',
  endQuality: 'tap',
  uncertain: false,
  ...more,
});
const line = (more: Partial<DayLine> = {}): DayLine => ({
  person: 'p1',
  class: 'c1',
  day: MONDAY,
  intervals: [stay('07:24', '13:17')],
  lessons: lessons('ppppppp'),
  flags: [],
  excusedDay: false,
  unexcusedHalves: 0,
  excusedHours: 0,
  review: 0,
  settled: true,
  ...more,
});

const LIMITS: readonly [title: string, totals: Partial<YearTotals>, expected: string[]][] = [
  ['130 total', { excusedHalves: 260 }, []],
  ['130.5 total', { excusedHalves: 260, unexcusedHalves: 1 }, ['total']],
  ['40 unexcused', { unexcusedHalves: 80 }, []],
  ['40.5 unexcused', { unexcusedHalves: 81 }, ['unexcused']],
  ['both', { unexcusedHalves: 262 }, ['total', 'unexcused']],
  ['preschool 25 days', { preschool: true, unexcusedHalves: 50 }, []],
  ['preschool 26 days', { preschool: true, unexcusedHalves: 52 }, ['unexcused']],
];
for (const [title, given, expected] of LIMITS) {
  test(`at risk: ${title}: ${expected.join(' and ') || 'not'}`, () =>
    assert.deepEqual(riskReasons(year(given), DEFAULT_ATTENDANCE_SETTINGS), expected));
}

const DROPOUT: readonly [string, Parameters<typeof year>[0], boolean][] = [
  ['5.0 hours', { unexcusedHalves: 10 }, false],
  ['5.5 hours', { unexcusedHalves: 11 }, true],
  ['excused hours', { excusedHalves: 300 }, false],
  ['preschool 3 days', { preschool: true, unexcusedHalves: 6 }, false],
  ['preschool 4 days', { preschool: true, unexcusedHalves: 8 }, true],
];
for (const [title, given, expected] of DROPOUT) {
  test(`at risk of dropping out: ${title}: ${expected ? 'yes' : 'no'}`, () =>
    assert.deepEqual(
      reasonsIn('dropout', year(given), DEFAULT_ATTENDANCE_SETTINGS),
      expected ? ['dropout'] : [],
    ));
}

const MONTH = [totals({ unexcusedHalves: 9, lates: 1, excusedHalves: 4 }), totals({ person: 'p2' })];

test('every report is written in three languages, with as many cells as columns', () => {
  const lines = [line(), line({ person: 'p2' })];
  const reports = {
    month: (language: ReportLanguage) => monthTotalsReport(MONTH, '2026-11-01', frame(language)),
    register: (language: ReportLanguage) => classRegister(lines, 'c1', '2026-11-01', frame(language)),
    person: (language: ReportLanguage) => personMonth([line()], 'p1', '2026-11-01', frame(language)),
    day: (language: ReportLanguage) => presenceDay(lines, MONDAY, frame(language)),
    week: (language: ReportLanguage) => presenceWeek(lines, [MONDAY], frame(language)),
    dropout: (language: ReportLanguage) =>
      atRiskReport(
        [year({ unexcusedHalves: 11 })],
        'dropout',
        DEFAULT_ATTENDANCE_SETTINGS,
        MONDAY,
        frame(language),
      ),
    risk: (language: ReportLanguage) =>
      atRiskReport(
        [year({ unexcusedHalves: 81 })],
        'risk',
        DEFAULT_ATTENDANCE_SETTINGS,
        MONDAY,
        frame(language),
      ),
  };
  for (const [name, report] of Object.entries(reports)) {
    const tables = REPORT_LANGUAGES.map(report);
    assert.equal(new Set(tables.map(({ title }) => title)).size, 3, name);
    for (const table of tables) {
      assert.ok(table.rows.length > 0, name);
      for (const row of table.rows) assert.equal(row.length, table.columns.length, name);
      assert.match(table.subtitle, /2200999 Училище · .*23:00/, name);
    }
  }
});

test('the month of a pupil shows stays, lessons and sums, and asks where nobody saw', () => {
  const table = personMonth(
    [
      line({ lessons: lessons('lpppaee'), unexcusedHalves: 3, excusedHours: 2, flags: ['stale_grant'] }),
      line({
        day: '2026-11-10',
        intervals: [stay('07:20', '20:00', { endQuality: 'auto_closed' })],
        lessons: lessons('uu'),
        review: 2,
      }),
    ],
    'p1',
    '2026-11-01',
    frame(),
  );
  const [first = [], second = [], sum = []] = table.rows;
  assert.deepEqual(first.slice(1), [
    '07:24',
    '13:17',
    { minutes: 353, doubtful: false },
    ...['з', '+', '+', '+', 'н', 'и', 'и'],
    2,
    1.5,
    0,
    'отнета карта',
  ]);
  assert.deepEqual(second.slice(1, 6), ['07:20', '?', { minutes: 760, doubtful: true }, '?', '?']);
  assert.deepEqual(sum.slice(-4), [2, 1.5, 2, '']);
  assert.ok(table.legend.includes('з закъснял (0,5)') && !table.legend.some((text) => text.startsWith('±')));
});

test('the class book has a column for each school day, and counts only days that are over', () => {
  const table = classRegister(
    [
      line({ lessons: lessons('laappee'), unexcusedHalves: 5, excusedHours: 2 }),
      line({ day: '2026-11-10', lessons: lessons('aa'), unexcusedHalves: 4, settled: false }),
      line({ person: 'p2', lessons: lessons('upppppp'), review: 1 }),
    ],
    'c1',
    '2026-11-01',
    frame(),
  );
  assert.deepEqual(table.columns.slice(0, 4), ['№', 'Име', '9', '10*']);
  assert.deepEqual(table.rows, [
    [1, '=Мария', '1?', '', 0, 0, 0, 1],
    [2, 'Тест Ученик', '2,5 (2)', '2', 2, 2.5, 1, 0],
  ]);
});

test('presence counts a day that goes on until now, and asks about who was not seen leaving', () => {
  const now = { ...frame(), madeAt: at('10:00') };
  const open = stay('07:30', '20:00', { endQuality: 'auto_closed' });
  const going = presenceDay([line({ intervals: [open], settled: false })], MONDAY, now);
  assert.deepEqual(going.rows[0]?.slice(2, 5), ['07:30', '', { minutes: 150, doubtful: false }]);
  const over = presenceDay([line({ intervals: [open] })], MONDAY, frame());
  assert.deepEqual(over.rows[0]?.slice(2, 5), ['07:30', '?', { minutes: 750, doubtful: true }]);
  const absent = presenceDay([line({ intervals: [] })], MONDAY, frame());
  assert.deepEqual(absent.rows[0]?.slice(2, 5), ['', '', { minutes: 0, doubtful: false }]);
});

test('a week sums the days of a pupil, also over a change of class', () => {
  const week = [MONDAY, '2026-11-10', '2026-11-11'];
  const table = presenceWeek([line(), line({ day: '2026-11-10', class: 'c2' })], week, frame());
  assert.deepEqual(table.columns.length, 2 + 2 + 1);
  assert.deepEqual(table.rows[0]?.at(-1), { minutes: 706, doubtful: false });
});

test('the selection names its reason', () => {
  const table = atRiskReport(
    [year({ unexcusedHalves: 81, carriedHalves: 3 }), year({ person: 'p2' })],
    'risk',
    DEFAULT_ATTENDANCE_SETTINGS,
    MONDAY,
    frame(),
  );
  assert.deepEqual(table.rows, [['7а', 'Тест Ученик', 40.5, 40.5, 1.5, 'неизвинени над прага']]);
});

const table = monthTotalsReport(MONTH, '2026-11-01', frame());

test('CSV keeps names from becoming formulas, and signs from becoming quoted', () => {
  const text = toCsv(table).toString('utf8');
  assert.ok(text.startsWith('\uFEFFКлас,Име,'));
  assert.match(text, /7а,'=Мария,0,0,0,0\r\n/);
  const signs = toCsv(personMonth([line()], 'p1', '2026-11-01', frame())).toString('utf8');
  assert.match(signs, /,5:53,\+,\+,/);
});

test('XLSX reads back the same, durations as hours of the day', async () => {
  const sheet = await readSheet(await toXlsx(table));
  assert.deepEqual(sheet[0], [...table.columns]);
  assert.equal(sheet.length, 3);
  assert.deepEqual(
    sheet.find((each) => each[1] === 'Тест Ученик'),
    ['7а', 'Тест Ученик', 2, 4.5, 1, 0],
  );
  const two = [line(), line({ person: 'p2', review: 1 })];
  const days = await readSheet(await toXlsx(presenceDay(two, MONDAY, frame())));
  // Excel counts days from the end of 1899; the reader makes dates of them.
  const inside = days.find((row) => row[1] === 'Тест Ученик')?.[4] as unknown as Date;
  assert.equal(inside.getUTCHours() * 60 + inside.getUTCMinutes(), 353);
  assert.equal(days.find((row) => row[1] === '=Мария')?.[4], '5:53?');
});

test('PDF embeds its fonts, and grows pages with its rows', async () => {
  const small = await toPdf(table, 'Извлечение № 7.');
  assert.equal(small.subarray(0, 5).toString(), '%PDF-');
  assert.match(small.toString('latin1'), /\/FontFile2/);
  const many = { ...table, rows: Array.from({ length: 200 }, () => table.rows[0] ?? []) };
  const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  assert.equal(pages(small), 1);
  assert.ok(pages(await toPdf(many)) > 3);
});
