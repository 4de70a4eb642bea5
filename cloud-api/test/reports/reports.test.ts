import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSheet } from 'read-excel-file/node';
import { DEFAULT_ATTENDANCE_SETTINGS } from '../../src/attendance/store/attendance-settings.ts';
import type { PersonMonth } from '../../src/month/totals/month-totals.ts';
import { riskReasons } from '../../src/reports/at-risk.ts';
import { atRiskReport, monthRegister } from '../../src/reports/month-register.ts';
import { REPORT_LANGUAGES } from '../../src/reports/table.ts';
import { toCsv } from '../../src/reports/to-csv.ts';
import { toPdf } from '../../src/reports/to-pdf.ts';
import { toXlsx } from '../../src/reports/to-xlsx.ts';

const row = (more: Partial<PersonMonth> = {}): PersonMonth => ({
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
const names = {
  people: new Map([
    ['p1', 'Тест Ученик'],
    ['p2', '=Мария'],
  ]),
  classes: new Map([['c1', '7а']]),
};

const LIMITS: readonly [title: string, totals: Partial<PersonMonth>, expected: string[]][] = [
  ['130 total', { excusedHalves: 260 }, []],
  ['130.5 total', { excusedHalves: 260, unexcusedHalves: 1 }, ['total']],
  ['40 unexcused', { unexcusedHalves: 80 }, []],
  ['40.5 unexcused', { unexcusedHalves: 81 }, ['unexcused']],
  ['both', { unexcusedHalves: 262 }, ['total', 'unexcused']],
  ['preschool 25 days', { preschool: true, unexcusedHalves: 50 }, []],
  ['preschool 26 days', { preschool: true, unexcusedHalves: 52 }, ['unexcused']],
];
for (const [title, totals, expected] of LIMITS) {
  test(`at risk: ${title}: ${expected.join(' and ') || 'not'}`, () =>
    assert.deepEqual(riskReasons(row(totals), DEFAULT_ATTENDANCE_SETTINGS), expected));
}

const totals = [row({ unexcusedHalves: 9, lates: 1, excusedHalves: 4 }), row({ person: 'p2' })];

test('a register in three languages', () => {
  for (const language of REPORT_LANGUAGES) {
    const table = monthRegister(totals, { language, names, subtitle: '2026-11' });
    assert.equal(table.columns.length, 6);
    assert.deepEqual(
      table.rows.find((each) => each[1] === 'Тест Ученик'),
      ['7а', 'Тест Ученик', 2, 4.5, 1, 0],
    );
  }
  const titles = REPORT_LANGUAGES.map(
    (language) => monthRegister([], { language, names, subtitle: '' }).title,
  );
  assert.equal(new Set(titles).size, 3);
});

test('the selection names its reason', () => {
  const table = atRiskReport(
    [row({ unexcusedHalves: 81 }), row({ person: 'p2' })],
    DEFAULT_ATTENDANCE_SETTINGS,
    {
      language: 'bg',
      names,
      subtitle: '',
    },
  );
  assert.deepEqual(table.rows, [['7а', 'Тест Ученик', 40.5, 40.5, 'неизвинени над прага']]);
});

const table = monthRegister(totals, { language: 'bg', names, subtitle: '2026-11' });

test('CSV keeps names from becoming formulas', () => {
  const text = toCsv(table).toString('utf8');
  assert.ok(text.startsWith('\uFEFFКлас,Име,'));
  assert.match(text, /7а,'=Мария,0,0,0,0\r\n/);
});

test('XLSX reads back the same', async () => {
  const sheet = await readSheet(await toXlsx(table));
  assert.deepEqual(sheet[0], [...table.columns]);
  assert.equal(sheet.length, 3);
  assert.deepEqual(
    sheet.find((each) => each[1] === 'Тест Ученик'),
    ['7а', 'Тест Ученик', 2, 4.5, 1, 0],
  );
});

test('PDF is one, and grows pages with its rows', async () => {
  const small = await toPdf(table);
  assert.equal(small.subarray(0, 5).toString(), '%PDF-');
  const many = { ...table, rows: Array.from({ length: 200 }, () => table.rows[0] ?? []) };
  const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  assert.equal(pages(small), 1);
  assert.ok(pages(await toPdf(many)) > 3);
});
