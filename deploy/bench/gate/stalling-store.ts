import { parentPort, workerData } from 'node:worker_threads';
import type { StoreOptions } from '@vratar/edge-agent/src/store/messages.ts';
import { runStore } from '@vratar/edge-agent/src/store/run-store.ts';

/** A card that has filled its cache: every commit takes so much longer. */
const STALL_MS = 2000;
/** The start is not what is measured. */
const SPARED = 12;

const sleeper = new Int32Array(new SharedArrayBuffer(4));
let commits = 0;

runStore(parentPort!, workerData as StoreOptions, {
  commit: (work) => {
    const result = work();
    if (++commits > SPARED) Atomics.wait(sleeper, 0, 0, STALL_MS);
    return result;
  },
});
