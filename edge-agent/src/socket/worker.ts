import { parentPort, workerData } from 'node:worker_threads';
import { runSocketThread } from './socket-thread.ts';
import type { SocketThreadOptions } from './thread-api.ts';

runSocketThread(parentPort!, workerData as SocketThreadOptions);
