import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { cardKeyId, siteKeyOf } from '../../src/cards/index.ts';
import {
  isProven,
  newSealingKey,
  openKeyDocument,
  openSiteKey,
  proveSealingKey,
  type SiteKeyDocument,
  sealingKeyOf,
  sealingPublicKey,
  sealingPublicText,
  signKeyDocument,
  siteKeyDocument,
} from '../../src/keys/index.ts';

const signer = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const own = newSealingKey();
const to = sealingPublicKey(sealingPublicText(own));

const refused = (code: string) => (error: { code?: string }) => error.code === code;

test('a site key that was sealed to a gateway is opened by it, and by nobody else', () => {
  const bytes = randomBytes(32);
  const document = siteKeyDocument('north', to, bytes);
  assert.deepEqual(openSiteKey(document, own), bytes);
  assert.equal(document.id, cardKeyId(siteKeyOf(bytes)));
  assert.throws(() => openSiteKey(document, newSealingKey()), refused('key_not_ours'));
  assert.throws(() => openSiteKey({ ...document, gateway: 'south' }, own), refused('key_not_ours'));
  assert.throws(() => openSiteKey({ ...document, id: '0123456789abcdef' }, own), refused('key_not_ours'));
  assert.doesNotMatch(JSON.stringify(document), new RegExp(bytes.toString('base64').slice(0, 20)));
});

test('the same key is sealed in another way each time', () => {
  const bytes = randomBytes(32);
  const [one, other] = [siteKeyDocument('north', to, bytes), siteKeyDocument('north', to, bytes)];
  assert.notEqual(one.sealed.bytes, other.sealed.bytes);
  assert.notEqual(one.sealed.ephemeral, other.sealed.ephemeral);
});

test('no changed byte of what is sealed is taken', () => {
  const document = siteKeyDocument('north', to, randomBytes(32));
  const length = Buffer.from(document.sealed.bytes, 'base64').length;
  fc.assert(
    fc.property(fc.nat(length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const bytes = Buffer.from(document.sealed.bytes, 'base64');
      bytes[at]! ^= by;
      const changed: SiteKeyDocument = {
        ...document,
        sealed: { ...document.sealed, bytes: bytes.toString('base64') },
      };
      assert.throws(() => openSiteKey(changed, own), refused('key_not_ours'));
    }),
  );
});

test('a key document is read when somebody who is trusted signed all of it, for this gateway', () => {
  const document = siteKeyDocument('north', to, randomBytes(32));
  const text = signKeyDocument(document, signer.privateKey);
  assert.deepEqual(openKeyDocument(text, [stranger.publicKey, signer.publicKey], 'north'), {
    document,
    signer: signer.publicKey,
  });
  assert.throws(() => openKeyDocument(text, [stranger.publicKey], 'north'), refused('key_signature'));
  assert.throws(() => openKeyDocument(text, [], 'north'), refused('key_signature'));
  assert.throws(() => openKeyDocument(text, [signer.publicKey], 'south'), refused('key_foreign'));
  assert.throws(() => openKeyDocument(`${text}=`, [signer.publicKey], 'north'), refused('key_signature'));
  const nonsense = signKeyDocument({ kind: 'other' } as never, signer.privateKey);
  assert.throws(() => openKeyDocument(nonsense, [signer.publicKey], 'north'), refused('key_malformed'));
});

test('no changed character of a key document is taken', () => {
  const text = signKeyDocument(siteKeyDocument('north', to, randomBytes(32)), signer.privateKey);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, by) => {
      fc.pre(text[at] !== by);
      const changed = text.slice(0, at) + by + text.slice(at + 1);
      assert.throws(() => openKeyDocument(changed, [signer.publicKey], 'north'), refused('key_signature'));
    }),
  );
});

test('a sealing key is a gateway’s by the site key that was carried there', () => {
  const [siteKey, another] = [siteKeyOf(randomBytes(32)), siteKeyOf(randomBytes(32))];
  const text = sealingPublicText(own);
  const proof = proveSealingKey(siteKey, 'north', text);
  assert.ok(isProven(siteKey, 'north', text, proof));
  assert.ok(!isProven(another, 'north', text, proof));
  assert.ok(!isProven(siteKey, 'south', text, proof));
  assert.ok(!isProven(siteKey, 'north', sealingPublicText(newSealingKey()), proof));
  assert.ok(!isProven(siteKey, 'north', text, 'AAAA'));
});

test('a sealing key survives its file, and nothing else is taken for one', () => {
  const pem = own.export({ type: 'pkcs8', format: 'pem' }).toString();
  assert.equal(sealingPublicText(sealingKeyOf(pem)), sealingPublicText(own));
  const ed25519 = signer.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  for (const wrong of ['', 'x', ed25519]) assert.throws(() => sealingKeyOf(wrong), refused('sealing_key'));
});
