import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { VratarError } from '@vratar/protocol/errors';

/**
 * Holds a folder for this process. A listening socket is the lock, because the kernel drops it with the process,
 * even after `kill -9`; a file left behind by a dead one answers nobody and is taken over.
 * @throws VratarError `already_running` with the number of the process that holds it
 */
export async function holdAlone(path: string): Promise<Server> {
  const pid = await holder(path);
  if (pid !== undefined) throw new VratarError('already_running', { path, pid });
  rmSync(path, { force: true });
  const server = createServer((socket) => socket.end(String(process.pid)));
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(path, resolve);
  });
  server.unref();
  return server;
}

async function holder(path: string): Promise<string | undefined> {
  try {
    return await text(connect(path));
  } catch {
    return undefined;
  }
}
