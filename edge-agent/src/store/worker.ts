import { parentPort, workerData } from 'node:worker_threads';
import { plainDisk } from './disk.ts';
import type { StoreOptions } from './messages.ts';
import { runStore } from './run-store.ts';

runStore(parentPort!, workerData as StoreOptions, plainDisk);
