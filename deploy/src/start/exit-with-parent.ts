import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

/**
 * Preloaded into each part that `npm start` runs: when the starter is gone, even by `kill -9`, its end of our standard
 * input closes, and this part stops in the orderly way that Ctrl-C would have asked for.
 */
// Worker threads preload this too, and their standard input is empty from the start.
if (isMainThread) {
  const stop = () => process.kill(process.pid, 'SIGTERM');
  process.stdin.resume();
  // Else a part that has stopped in order would stay for as long as the starter waits for it.
  if (process.stdin instanceof Socket) process.stdin.unref();
  process.stdin.on('end', stop);
  process.stdin.on('error', stop);
}
