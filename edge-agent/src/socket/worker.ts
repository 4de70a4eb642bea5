import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { SocketThreadOptions } from './thread-api.ts';

enableCompileCache();
const { runSocketThread } = await import('./socket-thread.ts');
runSocketThread(parentPort!, workerData as SocketThreadOptions);
