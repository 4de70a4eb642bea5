import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { differences } from '../../src/attendance/explain/differences.ts';
import { explainCases } from '../../src/attendance/explain/explain-cases.ts';
import { parseCases } from '../../src/attendance/explain/parse-cases.ts';

const path = new URL('worked-cases.json', import.meta.url);
const file = parseCases(readFileSync(path, 'utf8'), 'worked-cases.json');
const found = explainCases(file);

for (const [index, one] of file.cases.entries()) {
  test(`E3 ${one.id}: ${(one as { title?: string }).title ?? ''}`, () => {
    assert.deepEqual(differences(found[index] as NonNullable<(typeof found)[0]>, one.expected), []);
  });
}

test('E3: the file holds the 25 shared cases', () => assert.equal(file.cases.length, 25));
