import { parentPort } from 'node:worker_threads';
import { runMorning } from './run-morning.ts';

parentPort!.on('message', (seed: number) => parentPort!.postMessage(runMorning(seed)));
