import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { addFileKey, environmentKeys, fileKeys } from '../../src/vault/index.ts';

const folder = await mkdtemp(join(tmpdir(), 'vratar-keys-'));
after(() => rm(folder, { recursive: true, force: true }));

test('the first start makes a master key that only its owner can read, later ones find it', async () => {
  const keys = join(folder, 'a');
  const first = await fileKeys(keys);
  assert.equal((await stat(join(keys, 'master-0001.key'))).mode & 0o777, 0o600);
  assert.equal((await fileKeys(keys)).current, first.current);
});

test('an added key wraps from then on, and what the old one wrapped still opens', async () => {
  const keys = join(folder, 'b');
  const before = await fileKeys(keys);
  const wrapped = await before.wrap(Buffer.from('x'), 'c');
  assert.equal(await addFileKey(keys), 'master-0002.key');
  const later = await fileKeys(keys);
  assert.notEqual(later.current, before.current);
  assert.deepEqual(await later.unwrap(wrapped, 'c'), Buffer.from('x'));
});

test('a key that others can read is refused by name', async () => {
  const keys = join(folder, 'c');
  await fileKeys(keys);
  await chmod(join(keys, 'master-0001.key'), 0o644);
  await assert.rejects(fileKeys(keys), {
    code: 'vault_key_open_to_others',
    place: { file: join(keys, 'master-0001.key') },
  });
});

test('keys from the environment, newest first; a wrong one is named', async () => {
  const [a, b] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
  const both = environmentKeys({ VRATAR_MASTER_KEYS: `${a},${b}` });
  assert.equal(both.current, environmentKeys({ VRATAR_MASTER_KEYS: a }).current);
  assert.throws(() => environmentKeys({ VRATAR_MASTER_KEYS: 'c2hvcnQ=' }), { code: 'vault_key_invalid' });
  assert.throws(() => environmentKeys({}), { code: 'vault_key_invalid' });
});
