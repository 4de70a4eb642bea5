import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { seeded } from '../seeded.ts';

/** A folder for one recording, and the chances of one run, which SEED brings again. */
export function seededFolder(t: TestContext): { readonly folder: string; readonly random: () => number } {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-power-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  t.diagnostic(`SEED=${seed}`);
  return { folder, random: seeded(seed) };
}
