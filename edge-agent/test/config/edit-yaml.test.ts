import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { editYaml } from '../../src/config/edit-yaml.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const TEXT = `# keys of the hall
siteKey: "00" # never shown
devices: {}
lines:
  - id: hall # beside the porter
    baud: 9600
`;

test('one value is set, comments and mode stay, and nothing else is left in the folder', (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'edge.yaml');
  writeFileSync(file, TEXT);
  chmodSync(file, 0o640);
  const putBack = editYaml(file, ['lines', 0, 'baud'], 38_400);
  editYaml(file, ['devices', 'reader'], 'ab');
  const text = readFileSync(file, 'utf8');
  assert.match(text, /^# keys of the hall$/m);
  assert.match(text, /id: hall # beside the porter\n {4}baud: 38400/);
  assert.match(text, /reader: ab/);
  assert.equal(statSync(file).mode & 0o777, 0o640);
  assert.deepEqual(readdirSync(folder), ['edge.yaml']);
  putBack();
  assert.equal(readFileSync(file, 'utf8'), TEXT);
});

test('a file that is not there is named', (t) => {
  const file = join(temporaryFolder(t), 'none.yaml');
  assert.throws(() => editYaml(file, ['a'], 1), { code: 'config_unreadable' });
});
