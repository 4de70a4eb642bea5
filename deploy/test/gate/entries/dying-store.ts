import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { StoreOptions } from '@vratar/edge-agent/src/store/messages.ts';
import { runStore } from '@vratar/edge-agent/src/store/run-store.ts';

/** After so many commits the thread dies: in turns before its transaction, and after it and before saying so. */
const LIFE = 6;
/** So often: what a restart causes is committed, too, and would end the next life on a slow machine, and so on. */
const DEATHS = 5;

const options = workerData as StoreOptions;
/** A byte for each death. */
const file = join(options.folder, 'deaths');
const deaths = lengthOf(file);
let commits = 0;

runStore(parentPort!, options, {
  commit: (work) => {
    commits += 1;
    const isLast = commits === LIFE && deaths < DEATHS;
    if (isLast && deaths % 2 === 0) die();
    const result = work();
    if (isLast) die();
    return result;
  },
});

function die(): never {
  appendFileSync(file, '.');
  process.exit(1);
}

function lengthOf(path: string): number {
  try {
    return readFileSync(path).length;
  } catch {
    return 0;
  }
}
