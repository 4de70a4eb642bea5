import { createHash, randomBytes } from 'node:crypto';

/** A secret that its bearer shows, and what the database keeps of it. */
export interface Secret {
  /** 256 random bits, base64url, behind the prefix. */
  readonly text: string;
  readonly hash: Buffer;
}

/** @param prefix shows what a leaked secret is, to people and to scanners */
export function newSecret(prefix: string): Secret {
  const text = `${prefix}${randomBytes(32).toString('base64url')}`;
  return { text, hash: hashSecret(text) };
}

/** SHA-256 is enough: nobody guesses 256 random bits, and a slow hash would only slow each request. */
export const hashSecret = (text: string): Buffer => createHash('sha256').update(text).digest();
