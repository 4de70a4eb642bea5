import type { KeyObject } from 'node:crypto';
import { cardKeyId, siteKeyOf } from '@vratar/protocol/cards';

/** A key of the site. */
export interface CardKey {
  readonly id: string;
  readonly key: KeyObject;
  /** 32 bytes. */
  readonly hex: string;
}

/** The keys under which cards are known here, and which of them counts. Pure. */
export interface CardKeys {
  /** The installed one first, then the received ones; without those that are out of use. */
  readonly held: readonly CardKey[];
  readonly used: CardKey;
  /** Ids of keys that were in use once and must not come back. */
  readonly givenUp: readonly string[];
}

export function cardKeyOf(hex: string): CardKey {
  const key = siteKeyOf(Buffer.from(hex, 'hex'));
  return { id: cardKeyId(key), key, hex: hex.toLowerCase() };
}

/**
 * The newest key that the list in force names and this gateway has. Where it has none of them, or the list names none, it
 * is the installed one: a gateway without a list, or of a cloud that does not rotate.
 *
 * @param listed ids that the list in force names, oldest first
 * @param named ids that any list has named
 */
export function cardKeys(
  installed: CardKey,
  received: readonly CardKey[],
  listed: readonly string[] | undefined,
  named: readonly string[],
): CardKeys {
  const givenUp = listed === undefined ? [] : named.filter((id) => !listed.includes(id));
  const all = [installed, ...received.filter(({ id }) => id !== installed.id)];
  const held = all.filter(({ id }) => !givenUp.includes(id));
  const newest = listed?.toReversed().flatMap((id) => held.find((one) => one.id === id) ?? [])[0];
  return { held, used: newest ?? held[0] ?? installed, givenUp };
}
