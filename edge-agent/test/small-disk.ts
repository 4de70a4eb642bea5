import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

export interface SmallDisk {
  readonly folder: string;
  remount(how: 'ro' | 'rw'): void;
}

/**
 * A real file system of a few kilobytes, to be filled and made read-only. Needs the right to mount: without it the test
 * is skipped and says so; in CI that is a failure.
 */
export function smallDisk(t: TestContext, kilobytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'vratar-test', folder], {
      stdio: 'pipe',
    });
  } catch (error) {
    rmdirSync(folder);
    if (process.env.CI === 'true') throw error;
    t.skip('this machine does not let a file system be mounted');
    return undefined;
  }
  t.after(() => {
    execFileSync('umount', ['--lazy', folder]);
    rmdirSync(folder);
  });
  return { folder, remount: (how) => void execFileSync('mount', ['-o', `remount,${how}`, folder]) };
}
