import assert from 'node:assert/strict';
import { argon2Sync } from 'node:crypto';
import { test } from 'node:test';
import { hashPassword, isOutdated, NOBODY, verifyPassword } from '../../src/accounts/passwords/password.ts';

const WORDS = 'един дълъг път до училище';

test('a password opens its own hash and no other', async () => {
  const [a, b] = [await hashPassword(WORDS), await hashPassword(WORDS)];
  assert.notEqual(a, b);
  assert.match(a, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  assert.equal(await verifyPassword(WORDS, a), true);
  assert.equal(await verifyPassword(`${WORDS} `, a), false);
  assert.equal(await verifyPassword('', NOBODY), false);
  assert.equal(await verifyPassword(WORDS, 'not a hash'), false);
});

test('the derivation is argon2id of RFC 9106', () => {
  const tag = argon2Sync('argon2id', {
    message: Buffer.alloc(32, 1),
    nonce: Buffer.alloc(16, 2),
    secret: Buffer.alloc(8, 3),
    associatedData: Buffer.alloc(12, 4),
    memory: 32,
    passes: 3,
    parallelism: 4,
    tagLength: 32,
  });
  assert.equal(tag.toString('hex'), '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659');
});

test('the same letters in another Unicode form are the same password', async () => {
  const hash = await hashPassword('й'.normalize('NFD').repeat(12));
  assert.equal(await verifyPassword('й'.normalize('NFC').repeat(12), hash), true);
});

test('a hash of weaker parameters is still opened, and known to be outdated', async () => {
  const nonce = Buffer.alloc(16, 9);
  const tag = argon2Sync('argon2id', {
    message: WORDS,
    nonce,
    memory: 8192,
    passes: 1,
    parallelism: 1,
    tagLength: 32,
  });
  const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  const old = `$argon2id$v=19$m=8192,t=1,p=1$${text(nonce)}$${text(tag)}`;
  assert.equal(await verifyPassword(WORDS, old), true);
  assert.equal(isOutdated(old), true);
  assert.equal(isOutdated(await hashPassword(WORDS)), false);
});

test('short passwords and endless ones are refused by name', async () => {
  for (const password of ['elevenchars', 'x'.repeat(257)]) {
    await assert.rejects(hashPassword(password), { code: 'password_length' });
  }
});
