/** Preloaded into a process that is measured (`--expose-gc --import memory-probe.ts`): its memory every ten seconds, a line each. */
import { appendFileSync } from 'node:fs';

const file = process.env.VRATAR_MEMORY_FILE;
const EVERY_MS = 10_000;

if (file !== undefined) {
  setInterval(() => {
    // What is left after a full collection is held by somebody.
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    appendFileSync(file, `${JSON.stringify({ atMs: Date.now(), rss, heapUsed })}\n`);
  }, EVERY_MS).unref();
}
