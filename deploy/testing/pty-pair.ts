import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findProgram } from './peers.ts';
import { until, within } from './until.ts';

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
  const socat = spawn(findProgram('socat') ?? 'socat', [side(a), side(b)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = text(socat.stderr);
  const gone = new Promise<void>((resolve, reject) => {
    socat.on('error', reject);
    socat.on('exit', () => resolve());
  });
  const close = async () => {
    socat.kill('SIGKILL');
    try {
      await within('the end of socat', gone);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const early = gone.then(async () => {
    throw new Error(`socat did not open its terminals: ${await said}`);
  });
  try {
    await Promise.race([until('terminals of socat', () => existsSync(a) && existsSync(b)), early]);
  } catch (error) {
    await close();
    throw error;
  }
  early.catch(() => undefined);
  return { a, b, close };
}
