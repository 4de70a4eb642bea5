import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { DiskCall } from './disk-call.ts';
import { DiskModel } from './disk-model.ts';

/** What a power cut is about: the journal, the latch, the list, and what stands in for them. */
const KEPT = /^(journal|fire|list)\.[^/]*(?<!-shm)$/;

/** Holds a recording to the disk that it left: a call that was misread would make every cut worth less. */
export function sameAsDisk(calls: readonly DiskCall[], data: string): void {
  const disk = new DiskModel();
  for (const call of calls) disk.apply(call);
  const files = disk.afterCut('nothing', () => 0);
  const kept = [...files].filter(([path]) => KEPT.test(basename(path)));
  assert.ok(kept.length > 4, 'the recording is of a gate');
  for (const [path, bytes] of kept)
    assert.ok(bytes.equals(readFileSync(path)), `the recording of ${path} differs from the file in ${data}`);
}
