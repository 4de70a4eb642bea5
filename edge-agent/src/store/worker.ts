import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { plainDisk } from './disk.ts';
import type { StoreOptions } from './messages.ts';

enableCompileCache();
const { runStore } = await import('./run-store.ts');
runStore(parentPort!, workerData as StoreOptions, plainDisk);
