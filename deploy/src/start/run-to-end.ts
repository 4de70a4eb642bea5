import { spawn } from 'node:child_process';

/** Exit code of our commands that did their work and found something to report. */
const DONE_WITH_FINDINGS = 3;

/**
 * Runs a command of ours and gives what it wrote.
 * @throws Error with what it said when it failed
 */
export function runToEnd(entry: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 || code === DONE_WITH_FINDINGS ? resolve(out) : reject(new Error(err.trim() || out.trim())),
    );
  });
}
