import { parentPort, workerData } from 'node:worker_threads';
import type { StoreOptions } from '@vratar/edge-agent/src/store/messages.ts';
import { runStore } from '@vratar/edge-agent/src/store/run-store.ts';

/** Commits until the thread dies: sometimes before its transaction, sometimes after it and before saying so. */
const LIVES = 6;
let commits = 0;

runStore(parentPort!, workerData as StoreOptions, {
  commit: (work) => {
    commits += 1;
    if (commits === LIVES && Date.now() % 2 === 0) process.exit(1);
    const result = work();
    if (commits === LIVES) process.exit(1);
    return result;
  },
});
