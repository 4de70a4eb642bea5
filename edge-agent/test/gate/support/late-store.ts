import { parentPort } from 'node:worker_threads';

/** A store whose disk opens the journal, and gives the list, when it is asked for a mark; it ends with the next call. */
parentPort!.postMessage({ ready: true });
parentPort!.once('message', () => {
  parentPort!.once('message', () => process.exit(0));
  parentPort!.postMessage({ opened: { opening: {}, rows: [], position: { last: 7 } } });
  parentPort!.postMessage({ list: { piece: 'begin', version: 3, issuedAt: 1, policy: '{}' } });
  parentPort!.postMessage({ list: { piece: 'end' } });
});
