import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encode } from 'iconv-lite';
import writeExcelFile from 'write-excel-file/node';
import {
  parseClassName,
  parseDate,
  parseIdentifier,
  parsePhone,
  parseWeekday,
  splitName,
} from '../../src/imports/cells.ts';
import { mapColumns } from '../../src/imports/sheet/columns.ts';
import { readSheetFile } from '../../src/imports/sheet/read-sheet.ts';
import { RowReader } from '../../src/imports/sheet/row-reader.ts';

const COLUMNS = [
  { field: 'class', titles: ['Клас'], required: true },
  { field: 'name', titles: ['Име, презиме, фамилия', 'Имена'] },
];
const text = (rows: readonly (readonly string[])[], separator: string) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)).join('\r\n');

test('the same table in every dress: UTF-8 with and without BOM, windows-1251, all separators, XLSX', async () => {
  const rows = [
    ['Клас', 'Име, презиме, фамилия', 'ЕГН'],
    ['7а', 'Ана Йовкова „Щерева“; Ъ', '0523010012'],
    ['7б', 'Пётр\nИванов', '1523010012'],
  ];
  const cells = (sheet: { rows: readonly { cells: readonly string[] }[] }) =>
    sheet.rows.map((row) => row.cells);
  for (const separator of [';', ',', '\t', '|']) {
    const csv = text(rows, separator);
    for (const [bytes, encoding] of [
      [Buffer.from(csv), 'utf-8'],
      [Buffer.from(`\uFEFF${csv}`), 'utf-8'],
      [encode(csv, 'win1251'), 'windows-1251'],
    ] as const) {
      const sheet = await readSheetFile(bytes);
      assert.deepEqual(cells(sheet), rows);
      assert.deepEqual([sheet.format, sheet.encoding, sheet.separator], ['csv', encoding, separator]);
    }
  }
  const workbook = await writeExcelFile(
    rows.map((row) => row.map((value) => ({ value, type: String }))),
  ).toBuffer();
  assert.deepEqual(cells(await readSheetFile(workbook)), rows);
});

test('a comma inside of a title is not taken for the separator', async () => {
  const sheet = await readSheetFile(Buffer.from('Име, презиме, фамилия;Клас\nИван Иванов;7а\n'));
  assert.deepEqual(sheet.rows[0]!.cells, ['Име, презиме, фамилия', 'Клас']);
});

test('numbers and dates of a workbook come as they were meant', async () => {
  const workbook = await writeExcelFile([
    [{ value: 'ЕГН' }, { value: 'Дата' }],
    [
      { value: 1523010012, type: Number },
      { value: new Date('2013-09-15T00:00:00Z'), type: Date, format: 'dd.mm.yyyy' },
    ],
  ]).toBuffer();
  assert.deepEqual((await readSheetFile(workbook)).rows[1]!.cells, ['1523010012', '2013-09-15']);
});

test('rows keep the numbers that the editor shows, past empty and broken ones', async () => {
  const sheet = await readSheetFile(Buffer.from('Клас\n\n7а\n;;\n7б\n'));
  assert.deepEqual(
    sheet.rows.map((row) => row.line),
    [1, 3, 5],
  );
});

test('what is no table is refused with its reason', async () => {
  await assert.rejects(readSheetFile(Buffer.from('Клас\n')), { code: 'import_empty' });
  await assert.rejects(readSheetFile(Buffer.from('Клас,Име\n"7а,x\n7б')), { code: 'import_syntax' });
  await assert.rejects(readSheetFile(Buffer.from([0x50, 0x4b, 3, 4, 9, 9])), { code: 'import_syntax' });
  await assert.rejects(readSheetFile(Buffer.alloc(9_000_000)), { code: 'import_too_large' });
});

test('arbitrary bytes are rows or a clear refusal, never anything else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      await readSheetFile(bytes).catch((error: { name: string }) =>
        assert.equal(error.name, 'VratarError', String(error)),
      );
    }),
    { numRuns: 200 },
  );
});

test('columns are found whatever their case and dots; a missing, a doubled and a strange one are named', async () => {
  const sheet = await readSheetFile(Buffer.from('ИМЕНА;клас.;Любим цвят\nx;7а;син\n'));
  const { map, unknown } = mapColumns(sheet, COLUMNS);
  assert.equal(map.get('class')!.index, 1);
  assert.deepEqual(unknown, ['Любим цвят']);
  const other = await readSheetFile(Buffer.from('Имена\nx\n'));
  assert.throws(() => mapColumns(other, COLUMNS), { code: 'import_column_missing' });
  const twice = await readSheetFile(Buffer.from('Клас;Клас\nx;y\n'));
  assert.throws(() => mapColumns(twice, COLUMNS), {
    code: 'import_column_twice',
    place: { line: 1, column: 2 },
  });
});

test('a problem names row, column and title', async () => {
  const sheet = await readSheetFile(Buffer.from('Имена;Клас\nИван Иванов;трети\n'));
  const reader = new RowReader(mapColumns(sheet, COLUMNS).map, sheet.rows[1]!);
  reader.parsed('class', parseClassName, 'a class such as 7а');
  assert.deepEqual(reader.problems[0]!.place, { line: 2, column: 2, field: 'Клас' });
});

test('cells as people type them', () => {
  assert.deepEqual(
    ['7а', '7 А', '7-а', 'VII а', '12„Б“', '7a', '14а', '7', 'x'].map((name) => parseClassName(name)?.name),
    ['7а', '7а', '7а', '7а', '12б', '7а', undefined, undefined, undefined],
  );
  assert.deepEqual(['15.9.2013', '15/09/2013 г.', '2013-09-15', '31.02.2013', '15.09.13'].map(parseDate), [
    '2013-09-15',
    '2013-09-15',
    '2013-09-15',
    undefined,
    undefined,
  ]);
  assert.equal(parseIdentifier('1523010012', 0), '1523010012');
  assert.equal(parseIdentifier('1523010013', 0), undefined);
  assert.equal(parseIdentifier('152 301 0012', 0), '1523010012');
  assert.deepEqual(splitName('Ана-Мария Иванова Петрова Щерева'), {
    first: 'Ана-Мария',
    middle: 'Иванова Петрова',
    last: 'Щерева',
  });
  assert.equal(splitName('Ана'), undefined);
  assert.deepEqual(['пн', 'Вторник', 'среда', '5', 'fri', 'x'].map(parseWeekday), [1, 2, 3, 5, 5, undefined]);
  assert.deepEqual(['0888 123 456', '+359 2 123456', 'няма'].map(parsePhone), [
    '+359888123456',
    '+3592123456',
    undefined,
  ]);
});
