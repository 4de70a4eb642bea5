import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { until } from '../../../deploy/testing/until.ts';
import { ordinaryWalker } from '../../src/lane/index.ts';
import { parsePeopleFile, populationOf } from '../../src/school/index.ts';
import { PEOPLE, removeFolder, runSchool, schoolFolder } from '../support/running-school.ts';

test('cards of one label are one person, the working card first', () => {
  const people = populationOf(PEOPLE.people);
  assert.deepEqual(
    people.map(({ id, label, cards }) => [id, label, cards.map(({ state }) => state)]),
    [
      ['p1', 'Ana, 5a', ['issued', 'lost']],
      ['p2', 'Boris, 6b', ['issued']],
    ],
  );
});

for (const [wrong, field] of [
  [
    '{"version":1,"school":"x","people":[{"uid":"04","label":"a","kind":"pupil","state":"issued"}]}',
    '/people/0/uid',
  ],
  ['{"version":2,"school":"x","people":[]}', '/version'],
  ['{"version":1', undefined],
] as const) {
  test(`a wrong people file names the place: ${field ?? 'no JSON'}`, () => {
    assert.throws(
      () => parsePeopleFile(wrong, 'people.json'),
      (error: { code: string; place: { file: string; field?: string } }) =>
        error.code === 'sim_people_file' && error.place.file === 'people.json' && error.place.field === field,
    );
  });
}

test('a second start goes on with the truth and the keys of the first', async () => {
  const folder = await schoolFolder();
  const first = await runSchool(folder);
  first.site.lanes.get('a').mechanism.setOutput('in', true);
  first.site.lanes.get('a').approach({
    ...ordinaryWalker,
    id: 'p1',
    direction: 'in',
    plan: 'through',
    reactionMs: 0,
    pace: 0.1,
  });
  first.site.devices
    .get('a-in')
    .pd.reconfigure({ siteKey: new Uint8Array(16).fill(7), security: 'required' });
  await until('that p1 has passed', () => first.oracle.where('p1').now === 'inside');
  await first.stop();

  const second = await runSchool(folder);
  assert.equal(second.oracle.where('p1').now, 'inside');
  assert.equal(second.site.devices.get('a-in').pd.memory.siteKey?.[0], 7);
  await second.stop();

  const file = join(folder, 'sim.yaml');
  await writeFile(file, (await readFile(file, 'utf8')).replace('address: 0', 'address: 9'));
  const edited = await runSchool(folder);
  assert.equal(edited.site.devices.get('a-in').pd.memory.siteKey, undefined, 'edited: as fresh from the box');
  await edited.stop();
  await removeFolder(folder);
});

test('a line that is served already is refused by name', async () => {
  const folder = await schoolFolder();
  const first = await runSchool(folder);
  await assert.rejects(runSchool(folder), { code: 'address_taken' });
  await first.stop();
  await removeFolder(folder);
});

test('a wrong configuration names file, line and field', async () => {
  const folder = await schoolFolder((text) => text.replace('baud: 115200', 'baud: fast'));
  await assert.rejects(
    runSchool(folder),
    (error: { code: string; place: { line?: number; field?: string } }) => {
      assert.equal(error.code, 'config_invalid');
      assert.equal(error.place.field, '/lines/0/baud');
      assert.ok(error.place.line !== undefined);
      return true;
    },
  );
  await removeFolder(folder);
});
