import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { Type } from 'typebox';
import { VratarError } from '../errors/index.ts';
import type { CardNumber } from './card-number.ts';

/** What stands for a card outside of the vault: 43 characters of base64url. */
export type CardToken = string & { readonly __token: unique symbol };

/** Separates these values from every other use of the same key. */
const PURPOSE = 'vratar card token 1\n';

/**
 * HMAC-SHA-256 of the card's number under a site's key. The same card has another token at every site; derive again
 * after a transfer or a change of key. A KeyObject, kept, costs 5 µs a token; raw bytes would cost ten times that.
 */
export function cardToken(siteKey: KeyObject, card: CardNumber): CardToken {
  return createHmac('sha256', siteKey).update(PURPOSE).update(card).digest('base64url') as CardToken;
}

/** Names a site's key without telling anything of it: 16 hexadecimal digits. */
export const CardKeyId = Type.String({ pattern: '^[0-9a-f]{16}$' });

/** The id of a site's key: both sides derive it, so that an installer has to carry nothing but the key. */
export function cardKeyId(siteKey: KeyObject): string {
  return createHmac('sha256', siteKey).update('vratar card key id 1\n').digest('hex').slice(0, 16);
}

/**
 * A site's key from its 32 bytes.
 * @throws VratarError `site_key_length`.
 */
export function siteKeyOf(bytes: Uint8Array): KeyObject {
  if (bytes.length !== 32) throw new VratarError('site_key_length', { found: bytes.length });
  return createSecretKey(bytes);
}
