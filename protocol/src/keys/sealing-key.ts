import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';
import { VratarError } from '../errors/index.ts';

const RAW_BYTES = 32;
/** Separates these values from every other use of a site's key. */
const PURPOSE = 'vratar sealing key 1\n';

/** A gateway's own pair (X25519): what is sealed to the public half, nobody else opens. */
export function newSealingKey(): KeyObject {
  return generateKeyPairSync('x25519').privateKey;
}

/** The private half from the PEM in which a gateway keeps it. @throws VratarError `sealing_key` */
export function sealingKeyOf(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'x25519') return key;
  } catch {
    // The error below says all that the reader needs.
  }
  throw new VratarError('sealing_key');
}

/** The public half as messages carry it: 32 bytes, base64. */
export function sealingPublicText(key: KeyObject): string {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return Buffer.from(x ?? '', 'base64url').toString('base64');
}

/** @throws VratarError `sealing_key` */
export function sealingPublicKey(text: string): KeyObject {
  const raw = Buffer.from(text, 'base64');
  if (raw.length !== RAW_BYTES) throw new VratarError('sealing_key');
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'X25519', x: raw.toString('base64url') },
  });
}

/**
 * Ties a gateway's public sealing key to a site's key, which an installer carried there: only who holds that can say
 * whose the other is, and a network process that repeats it cannot put its own in its place.
 * @returns base64
 */
export function proveSealingKey(siteKey: KeyObject, gateway: string, publicText: string): string {
  return createHmac('sha256', siteKey).update(`${PURPOSE}${gateway}\n${publicText}`).digest('base64');
}

/** Whether the proof was made with this site's key. */
export function isProven(siteKey: KeyObject, gateway: string, publicText: string, proof: string): boolean {
  const expected = Buffer.from(proveSealingKey(siteKey, gateway, publicText), 'base64');
  const given = Buffer.from(proof, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
