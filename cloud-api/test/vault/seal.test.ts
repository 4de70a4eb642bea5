import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { VratarError } from '@vratar/protocol/errors';
import fc from 'fast-check';
import { indexedPrefixes, masterKeys, nameMatches } from '../../src/vault/index.ts';
import { SEAL_OVERHEAD, seal, unseal } from '../../src/vault/seal.ts';

const key = createSecretKey(randomBytes(32));
const isSealed = (error: unknown) => error instanceof VratarError && error.code === 'vault_sealed';

test('what is sealed opens with its key and in its place only', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), fc.string(), fc.string(), (bytes, place, other) => {
      const sealed = seal(key, bytes, place);
      assert.equal(sealed.length, bytes.length + SEAL_OVERHEAD);
      assert.deepEqual(new Uint8Array(unseal(key, sealed, place)), bytes);
      if (other !== place) assert.throws(() => unseal(key, sealed, other), isSealed);
    }),
  );
  assert.throws(
    () => unseal(createSecretKey(randomBytes(32)), seal(key, Buffer.from('x'), 'a'), 'a'),
    isSealed,
  );
});

test('no changed, cut or foreign bytes open', () => {
  const sealed = seal(key, Buffer.from('Иван Иванов'), 'profile:1');
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const bent = Buffer.from(sealed);
      bent[at]! ^= change;
      assert.throws(() => unseal(key, bent, 'profile:1'), isSealed);
    }),
  );
  for (let length = 0; length < sealed.length; length += 1) {
    assert.throws(() => unseal(key, sealed.subarray(0, length), 'profile:1'), isSealed);
  }
});

test('equal values are sealed differently each time', () => {
  const make = () => seal(key, Buffer.from('same'), 'a').toString('hex');
  assert.notEqual(make(), make());
});

test('a provider wraps by its first key and unwraps by all', async () => {
  const [old, next] = [randomBytes(32), randomBytes(32)];
  const wrapped = await masterKeys([old]).wrap(Buffer.from('data key'), 'c');
  const both = masterKeys([next, old]);
  assert.deepEqual(await both.unwrap(wrapped, 'c'), Buffer.from('data key'));
  assert.notEqual(both.current, wrapped.master);
  await assert.rejects(masterKeys([next]).unwrap(wrapped, 'c'), /is not here/);
});

test('names are found by the beginnings of their words, whatever the case and with е for ё', () => {
  assert.deepEqual(indexedPrefixes('Пётр Иванов-Петров'), ['пет', 'ива']);
  assert.ok(nameMatches('Пётр Семёнович Иванов-Петров', 'петр ИВАН'));
  assert.ok(!nameMatches('Пётр Иванов', 'петров'));
});
