/**
 * Preloaded into each part that `npm start` runs: when the starter is gone, even by `kill -9`, its end of our standard
 * input closes, and this part stops in the orderly way that Ctrl-C would have asked for.
 */
process.stdin.resume();
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.unref?.();
