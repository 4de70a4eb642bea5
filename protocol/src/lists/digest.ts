import { createHash } from 'node:crypto';
import type { SitePolicy } from './policy.ts';

/**
 * SHA-256 over the policy's JSON text and all entry lines in ascending order of their tokens, each with a line end:
 * after a delta both sides must have arrived at the same list.
 *
 * @param policy JSON text, or the policy itself
 */
export function listDigest(policy: SitePolicy | string, lines: Iterable<string>): string {
  const hash = createHash('sha256');
  hash.update(typeof policy === 'string' ? policy : JSON.stringify(policy)).update('\n');
  for (const line of lines) hash.update(line).update('\n');
  return hash.digest('hex');
}
