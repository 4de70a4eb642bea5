import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VratarError } from '@vratar/protocol/errors';
import fc from 'fast-check';
import { encodeCp1251 } from '../../src/month/files/cp1251.ts';
import type { NeispuoRow } from '../../src/month/files/neispuo-row.ts';
import { readNeispuo } from '../../src/month/files/read-neispuo.ts';
import { validateNeispuo } from '../../src/month/files/validate-neispuo.ts';
import { neispuoFileName, writeNeispuo } from '../../src/month/files/write-neispuo.ts';

const ROW: NeispuoRow = {
  institution: '2200999',
  schoolYear: 2026,
  month: 11,
  identifierType: 0,
  identifier: '1523010012',
  first: 'Тест',
  middle: 'Примеров',
  last: 'Ученик',
  grade: 7,
  classCode: '',
  groupCode: '',
  className: '7а',
  attends: true,
  left: undefined,
  excused: 200,
  unexcused: 500,
};
const EXPECTED = { institution: '2200999', schoolYear: 2026, month: 11 };
const LINE = '2200999|2026|11|0|1523010012|Тест|Примеров|Ученик|07|||7а|1||2.00|5.00';

test('the example of the specification, byte for byte: windows-1251, 15 separators, CRLF', () => {
  const bytes = writeNeispuo([ROW], 'file');
  assert.deepEqual(bytes, encodeCp1251(`${LINE}\r\n`));
  assert.equal(bytes.length, LINE.length + 2);
  assert.equal(bytes[29], 0xd2);
});

test('the name of the file', () => {
  assert.equal(neispuoFileName('2200999', 2026, 11), '2200999_2026_11_1.txt');
});

test('M1: 4 absences and 2 latenesses are 5.00 in field 15', () => {
  const text = writeNeispuo([{ ...ROW, unexcused: 4 * 100 + 2 * 50 }], 'file').toString('latin1');
  assert.equal(text.trimEnd().split('|')[15], '5.00');
});

test('the date of leaving has the month where the month belongs', () => {
  const text = writeNeispuo([{ ...ROW, left: '2026-11-16' }], 'file').toString('latin1');
  assert.equal(text.split('|')[13], '16.11.2026');
});

test('preschool groups: -03 and 32', () => {
  for (const [grade, expected] of [
    [-3, '-03'],
    [32, '32'],
  ] as const) {
    assert.equal(
      writeNeispuo([{ ...ROW, grade }], 'file')
        .toString('latin1')
        .split('|')[8],
      expected,
    );
  }
});

const name = fc.stringMatching(/^[А-Яа-яA-Za-z -]{1,30}$/).map((text) => text.trim() || 'Я');
const row: fc.Arbitrary<NeispuoRow> = fc.record(
  {
    institution: fc.constant('2200999'),
    schoolYear: fc.constant(2026),
    month: fc.constant(11),
    identifierType: fc.constantFrom(-1, 0, 1, 2),
    identifier: fc.stringMatching(/^\d{10}$/),
    first: name,
    middle: fc.oneof(fc.constant(''), name),
    last: name,
    grade: fc.constantFrom(-6, -1, 1, 12, 13, 32),
    classCode: fc.constant(''),
    groupCode: fc.constant(''),
    className: fc.constantFrom('7а', '12г', ''),
    attends: fc.boolean(),
    left: fc.constantFrom(undefined, '2026-11-30'),
    excused: fc.integer({ min: 0, max: 300 }).map((each) => each * 50),
    unexcused: fc.integer({ min: 0, max: 300 }).map((each) => each * 50),
  },
  { noNullPrototype: true },
);

test('what is written is read back, and has no mistakes', () => {
  const rows = fc.uniqueArray(row, {
    maxLength: 20,
    selector: (each) => `${each.identifierType}${each.identifier}`,
  });
  fc.assert(
    fc.property(rows, (written) => {
      const read = readNeispuo(writeNeispuo(written, 'file'));
      assert.deepEqual(
        read.rows.map(({ value }) => value),
        written,
      );
      if (written.length > 0) assert.deepEqual(validateNeispuo(read, EXPECTED), []);
    }),
  );
});

const fields = (changes: Record<number, string>): string => {
  const all = LINE.split('|');
  for (const [index, value] of Object.entries(changes)) all[Number(index)] = value;
  return all.join('|');
};

test('the reader takes a comma, an empty type of identifier, and pads the identifier', () => {
  const { rows } = readNeispuo(encodeCp1251(`${fields({ 3: '', 4: '23010012', 15: '4,5' })}\r\n`));
  assert.deepEqual(
    [rows[0]?.value.identifierType, rows[0]?.value.identifier, rows[0]?.value.unexcused],
    [0, '0023010012', 450],
  );
});

const BAD: readonly [title: string, line: string, field: number | undefined][] = [
  ['14 separators', LINE.replace('|5.00', ''), undefined],
  ['16 separators', `${LINE}|`, undefined],
  ['nothing at all', '', undefined],
  ['an institution of 5 digits', fields({ 0: '22009' }), 0],
  ['a year of two digits', fields({ 1: '26' }), 1],
  ['a year in words', fields({ 1: '2026/27' }), 1],
  ['no month', fields({ 2: '' }), 2],
  ['month 13', fields({ 2: '13' }), 2],
  ['type 3', fields({ 3: '3' }), 3],
  ['a type in words', fields({ 3: 'ЕГН' }), 3],
  ['no identifier', fields({ 4: '' }), 4],
  ['an identifier of 31 characters', fields({ 4: '1'.repeat(31) }), 4],
  ['a first name of 256 characters', fields({ 5: 'Я'.repeat(256) }), 5],
  ['a middle name of 256 characters', fields({ 6: 'Я'.repeat(256) }), 6],
  ['a last name of 256 characters', fields({ 7: 'Я'.repeat(256) }), 7],
  ['no class', fields({ 8: '' }), 8],
  ['group -7', fields({ 8: '-07' }), 8],
  ['class 31', fields({ 8: '31' }), 8],
  ['class 0', fields({ 8: '00' }), 8],
  ['class 14', fields({ 8: '14' }), 8],
  ['class 33', fields({ 8: '33' }), 8],
  ['a class code of 5 characters', fields({ 9: '12345' }), 9],
  ['a group code of 5 characters', fields({ 10: '12345' }), 10],
  ['a class name of 256 characters', fields({ 11: 'а'.repeat(256) }), 11],
  ['attendance in words', fields({ 12: 'да' }), 12],
  ['a date that is none', fields({ 13: '31.11.2026' }), 13],
  ['minutes for the month, as the ministry’s own writer', fields({ 13: '16.30.2026' }), 13],
  ['an ISO date', fields({ 13: '2026-11-16' }), 13],
  ['three decimals', fields({ 15: '4.555' }), 15],
  ['text for a number', fields({ 14: 'две' }), 14],
  ['a negative number', fields({ 15: '-1' }), 15],
  ['excused in minus', fields({ 14: '-2.00' }), 14],
  ['excused with three decimals', fields({ 14: '2.005' }), 14],
  ['unexcused in words', fields({ 15: 'пет' }), 15],
  ['another institution', fields({ 0: '2200998' }), 0],
  ['another year', fields({ 1: '2025' }), 1],
  ['another month', fields({ 2: '10' }), 2],
  ['a quarter of an hour', fields({ 15: '4.25' }), 15],
  ['more excused than there are lessons', fields({ 14: '200' }), 14],
  ['45 where 4.5 was meant, B17', fields({ 15: '450' }), 15],
];
for (const [title, line, field] of BAD) {
  test(`rejected with its row: ${title}`, () => {
    const file = readNeispuo(encodeCp1251(`${LINE.replace('1523010012', '1523010013')}\r\n${line}\r\n`));
    const [problem] = validateNeispuo(file, { ...EXPECTED, schoolDays: 21 });
    assert.deepEqual([problem?.row, problem?.field], [2, field]);
    assert.match(problem?.text ?? '', /^\[Ред: 2\] /);
  });
}

test('a repeated identifier and an unknown one are named', () => {
  const twice = readNeispuo(encodeCp1251(`${LINE}\r\n${LINE}\r\n`));
  assert.match(validateNeispuo(twice, EXPECTED)[0]?.text ?? '', /\[Ред: 2\].*виж ред 1/);
  const unknown = validateNeispuo(readNeispuo(encodeCp1251(`${LINE}\r\n`)), {
    ...EXPECTED,
    known: () => false,
  });
  assert.equal(unknown[0]?.field, 4);
});

test('the same number of another kind is another person, and the longest of everything is taken', () => {
  const longest = fields({ 3: '1', 5: 'Я'.repeat(255), 9: '1234', 10: '1234', 11: 'а'.repeat(255) });
  const file = readNeispuo(encodeCp1251(`${LINE}\r\n${longest}\r\n`));
  assert.deepEqual(validateNeispuo(file, { ...EXPECTED, schoolDays: 21 }), []);
});

test('every mistake of a file is named, in the order of its rows and fields', () => {
  const [first, second] = [fields({ 2: '13', 15: 'x' }), fields({ 0: '2200998', 1: '2025' })];
  const file = readNeispuo(encodeCp1251(`${first}\r\n${second}\r\n`));
  assert.deepEqual(
    validateNeispuo(file, EXPECTED).map(({ row, field }) => [row, field]),
    [
      [1, 2],
      [1, 15],
      [2, 0],
      [2, 1],
    ],
  );
});

test('an empty file is said to be one', () => {
  assert.match(validateNeispuo(readNeispuo(Buffer.alloc(0)), EXPECTED)[0]?.text ?? '', /празен/);
});

test('a character that the code page lacks, or a separator in a name, is refused with its row', () => {
  const refused = (last: string) => {
    try {
      writeNeispuo([ROW, { ...ROW, last }], 'file');
    } catch (error) {
      return error instanceof VratarError ? [error.code, error.place.line] : error;
    }
    return 'written';
  };
  assert.deepEqual(refused('Ученик漢'), ['file_encoding', 2]);
  assert.deepEqual(refused('Уче|ник'), ['file_row_invalid', 2]);
});
