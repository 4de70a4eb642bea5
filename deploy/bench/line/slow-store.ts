import { parentPort, workerData } from 'node:worker_threads';
import type { StoreOptions } from '@vratar/edge-agent/src/store/messages.ts';
import { runStore } from '@vratar/edge-agent/src/store/run-store.ts';

/** A store whose disk takes this much longer for each commit, ms. */
const DELAY_MS = 20;

const sleeper = new Int32Array(new SharedArrayBuffer(4));

runStore(parentPort!, workerData as StoreOptions, {
  commit: (work) => {
    const result = work();
    Atomics.wait(sleeper, 0, 0, DELAY_MS);
    return result;
  },
});
