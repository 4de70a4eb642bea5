import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from './peers.ts';

/** A null modem: what is written to one path is read from the other. */
export interface PtyPair {
  readonly a: string;
  readonly b: string;
  /** Ends socat, which hangs up both sides: an adapter pulled from its socket. */
  close(): Promise<void>;
}

/** Two connected pseudo terminals, made by socat. */
export async function openPtyPair(): Promise<PtyPair> {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-pty-'));
  const [a, b] = [join(folder, 'a'), join(folder, 'b')];
  const side = (link: string) => `pty,raw,echo=0,link=${link}`;
  const socat = spawn(findProgram('socat') ?? 'socat', [side(a), side(b)], { stdio: 'ignore' });
  const gone = new Promise<void>((resolve, reject) => {
    socat.on('error', reject);
    socat.on('exit', () => resolve());
  });
  for (let tries = 0; !(existsSync(a) && existsSync(b)); tries++) {
    if (tries > 200 || socat.exitCode !== null) throw new Error('socat did not open its terminals');
    await Promise.race([sleep(25), gone]);
  }
  return {
    a,
    b,
    close: async () => {
      socat.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
