import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** The gateway's program. */
export const VRATAR_EDGE = join(import.meta.dirname, '..', '..', 'edge-agent', 'src', 'cli', 'main.ts');

export interface Said {
  /** -1 of one that did not end by itself. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `vratar-edge` with these words, for a minute at the most. */
export function vratarEdge(...words: string[]): Promise<Said> {
  return new Promise((resolve) => {
    const args = [VRATAR_EDGE, ...words];
    const child = execFile(process.execPath, args, { timeout: 60_000 }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}
