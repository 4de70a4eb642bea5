import { type KeyObject, randomBytes } from 'node:crypto';
import { VratarError } from '@vratar/protocol/errors';
import { blindIndex } from './blind-index.ts';
import { type DataKey, secretKey } from './data-key.ts';
import { KEY_BYTES } from './master-keys.ts';
import type { Profile } from './profile.ts';
import { seal, unseal } from './seal.ts';

/** A person's key as the table keeps it. */
export interface WrappedPersonKey {
  readonly version: number;
  readonly wrapped: Buffer;
}

/** A value sealed under a school's key of that version. */
export interface SealedValue {
  readonly version: number;
  readonly sealed: Buffer;
}

/** Opens and seals for one school. Everything is in memory: no call waits. */
export class SchoolVault {
  readonly school: string;
  readonly #keys: ReadonlyMap<number, DataKey>;
  readonly #current: DataKey;

  /** @param keys every version that still opens something; the highest one seals */
  constructor(school: string, keys: readonly DataKey[]) {
    this.school = school;
    this.#keys = new Map(keys.map((key) => [key.version, key]));
    this.#current = keys.reduce((a, b) => (a.version > b.version ? a : b));
  }

  get version(): number {
    return this.#current.version;
  }

  /** A new key for a person, and how it is to be stored. */
  newPersonKey(person: string): { key: KeyObject; stored: WrappedPersonKey } {
    const bytes = randomBytes(KEY_BYTES);
    return { key: secretKey(bytes), stored: this.#wrap(person, bytes) };
  }

  openPersonKey(person: string, stored: WrappedPersonKey): KeyObject {
    return secretKey(this.#unwrap(person, stored));
  }

  /** The same person's key, wrapped by this school's current key: for rotation, and for a transfer from `from`. */
  rewrapPersonKey(person: string, stored: WrappedPersonKey, from: SchoolVault = this): WrappedPersonKey {
    return this.#wrap(person, from.#unwrap(person, stored));
  }

  sealProfile(person: string, key: KeyObject, profile: Profile): Buffer {
    return seal(key, Buffer.from(JSON.stringify(profile)), `profile:${person}`);
  }

  openProfile(person: string, stored: WrappedPersonKey, sealed: Buffer): Profile {
    const key = this.openPersonKey(person, stored);
    return JSON.parse(unseal(key, sealed, `profile:${person}`).toString()) as Profile;
  }

  /** @param context such as `uid:<credential>`; the value opens nowhere else */
  seal(value: Uint8Array, context: string): SealedValue {
    return { version: this.#current.version, sealed: seal(this.#current.seal, value, context) };
  }

  unseal(value: SealedValue, context: string): Buffer {
    return unseal(this.#key(value.version).seal, value.sealed, context);
  }

  /** Index of the beginning of a name's word, under the current key: for writing. */
  wordIndex(prefix: string): Buffer {
    return wordIndex(this.#current, prefix);
  }

  /** The same under every key that may have written: for searching while a rotation is under way. */
  wordIndexes(prefix: string): readonly Buffer[] {
    return [...this.#keys.values()].map((key) => wordIndex(key, prefix));
  }

  #wrap(person: string, bytes: Buffer): WrappedPersonKey {
    const { version, wrap } = this.#current;
    return { version, wrapped: seal(wrap, bytes, `person:${person}`) };
  }

  #unwrap(person: string, stored: WrappedPersonKey): Buffer {
    return unseal(this.#key(stored.version).wrap, stored.wrapped, `person:${person}`);
  }

  #key(version: number): DataKey {
    const key = this.#keys.get(version);
    if (key === undefined) throw new VratarError('vault_no_key', { version });
    return key;
  }
}

const wordIndex = (key: DataKey, prefix: string): Buffer => blindIndex(key.words, prefix).subarray(0, 16);
