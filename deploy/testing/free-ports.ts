import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below those that systems give out by themselves (from 32768, elsewhere from 49152): nobody is given one of ours. */
const [FIRST, END] = [15_000, 32_000];
const TRIES = 100;

/** Ports that were free a moment ago, all different; until they are used nobody has them but by the same chance. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let tries = 0; found.size < count; tries++) {
    if (tries > TRIES + count) throw new Error(`no free port between ${FIRST} and ${END} in ${tries} tries`);
    const port = randomInt(FIRST, END);
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

/** One port that was free a moment ago; for several take `freePorts`, which never gives one twice. */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  return port!;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
