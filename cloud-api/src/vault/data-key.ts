import { createSecretKey, type KeyObject } from 'node:crypto';
import { subkey } from './blind-index.ts';

/** A school's data key of one version, with the keys derived from it. */
export interface DataKey {
  readonly version: number;
  /** Wraps the keys of people. */
  readonly wrap: KeyObject;
  /** Seals values that belong to no person, such as card numbers. */
  readonly seal: KeyObject;
  /** Makes the blind index over names. */
  readonly words: KeyObject;
}

/** One secret serves three purposes, each through a key of its own. */
export function dataKey(version: number, secret: Buffer): DataKey {
  return {
    version,
    wrap: subkey(secret, 'wrap'),
    seal: subkey(secret, 'seal'),
    words: subkey(secret, 'words'),
  };
}

/** The network's keys: equal identifiers, cards and logins are found in whatever school they are. */
export interface NetworkKey {
  readonly identifiers: KeyObject;
  readonly cards: KeyObject;
  /** Makes the blind index over logins. */
  readonly logins: KeyObject;
  /** Seals logins: an account may serve several schools or none, so that no school's key fits. */
  readonly contacts: KeyObject;
}

export function networkKey(secret: Buffer): NetworkKey {
  return {
    identifiers: subkey(secret, 'identifiers'),
    cards: subkey(secret, 'cards'),
    logins: subkey(secret, 'logins'),
    contacts: subkey(secret, 'contacts'),
  };
}

/** A fresh person's key as Node wants it. */
export const secretKey = (bytes: Buffer): KeyObject => createSecretKey(bytes);
