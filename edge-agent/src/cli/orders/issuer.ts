import { userInfo } from 'node:os';

const LONGEST = 70;

/**
 * Whoever is at the keyboard, as the gate journals it; with `sudo`, whoever asked for it: only root is believed that, for
 * everybody else can write into their own environment what they like.
 */
export function issuer(env: NodeJS.ProcessEnv = process.env, uid = process.getuid?.()): string {
  const asked = uid === 0 ? env.SUDO_USER : undefined;
  const user = (asked || userName()).replaceAll(/[^A-Za-z0-9._@-]/g, '-').slice(0, LONGEST);
  return `tool:${user === '' ? 'unknown' : user}`;
}

/** An account without a name, as a container may have one, is its number. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
