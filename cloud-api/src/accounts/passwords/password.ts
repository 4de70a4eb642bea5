import { argon2 as argon2Callback, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { VratarError } from '@vratar/protocol/errors';

const argon2 = promisify(argon2Callback);

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const PARALLELISM = 1;
const TAG_BYTES = 32;
const SALT_BYTES = 16;

/** NIST SP 800-63B: length counts, composition rules do not. The maximum bounds the work of one attempt. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 256;

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/**
 * @returns PHC string, such as `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`
 * @throws VratarError `password_length`
 */
export async function hashPassword(password: string): Promise<string> {
  const { length } = [...password];
  if (length < PASSWORD_MIN || length > PASSWORD_MAX) {
    throw new VratarError('password_length', { min: PASSWORD_MIN, max: PASSWORD_MAX }, { field: 'password' });
  }
  const salt = randomBytes(SALT_BYTES);
  const tag = await derive(password, salt, {
    memory: MEMORY_KIB,
    passes: PASSES,
    parallelism: PARALLELISM,
    tagLength: TAG_BYTES,
  });
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${PARALLELISM}$${base64(salt)}$${base64(tag)}`;
}

/** Whether the password is the one of the hash. What is no hash of ours matches nothing. */
export async function verifyPassword(password: string, phc: string): Promise<boolean> {
  const parts = PHC.exec(phc);
  if (parts === null) return false;
  const [memory, passes, parallelism] = parts.slice(1, 4).map(Number) as [number, number, number];
  const expected = Buffer.from(parts[5]!, 'base64');
  const salt = Buffer.from(parts[4]!, 'base64');
  const found = await derive(password, salt, { memory, passes, parallelism, tagLength: expected.length });
  return timingSafeEqual(found, expected);
}

/** Whether the hash was made with weaker parameters than today's: to be made anew when the password is at hand. */
export function isOutdated(phc: string): boolean {
  const parts = PHC.exec(phc);
  return parts === null || Number(parts[1]) < MEMORY_KIB || Number(parts[2]) < PASSES;
}

/** Of no account: whoever asks for an unknown login waits as long as for a known one. */
export const NOBODY = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${PARALLELISM}$${base64(Buffer.alloc(SALT_BYTES))}$${base64(Buffer.alloc(TAG_BYTES))}`;

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly tagLength: number;
}

/** The same password typed on another keyboard may come in another normal form. */
const derive = (password: string, nonce: Buffer, cost: Cost): Promise<Buffer> =>
  argon2('argon2id', { message: password.normalize('NFKC'), nonce, ...cost });

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
