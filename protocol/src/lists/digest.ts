import { hash } from 'node:crypto';
import type { SitePolicy } from './policy.ts';

const MODULUS = 1n << 256n;

/**
 * Digest of a list: the hash of the policy's JSON text and the hashes of all entry lines, added modulo 2^256. After a
 * delta both sides must have arrived at the same list.
 *
 * A sum, so that one changed line costs one line, not the list. It tells two lists apart that a fault has made
 * different; against forgery stands the signature, which covers the digest.
 *
 * @param policy JSON text, or the policy itself
 * @returns 64 hexadecimal digits
 */
export function listDigest(policy: SitePolicy | string, lines: Iterable<string>): string {
  return digestOfSum(policy, sumOfLines(lines));
}

/** The lines' part of a digest, for whoever keeps it beside the list. */
export function sumOfLines(lines: Iterable<string>): bigint {
  let sum = 0n;
  for (const line of lines) sum += hashOf('line', line);
  return sum % MODULUS;
}

/** The sum after lines were put on and others taken off; a changed line is both. */
export function changeSum(sum: bigint, on: Iterable<string>, off: Iterable<string>): bigint {
  return (sum + sumOfLines(on) + MODULUS - sumOfLines(off)) % MODULUS;
}

/** The digest of a list whose lines have that sum. */
export function digestOfSum(policy: SitePolicy | string, sum: bigint): string {
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
  return ((hashOf('policy', text) + sum) % MODULUS).toString(16).padStart(64, '0');
}

const hashOf = (what: 'line' | 'policy', text: string): bigint =>
  BigInt(`0x${hash('sha256', `vratar list ${what} 1\n${text}`)}`);
