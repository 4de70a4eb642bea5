import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { SocketHandlers } from '../../src/socket/handlers.ts';
import { SocketServer } from '../../src/socket/socket-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';

export const POSITION = {
  epoch: 1,
  first: 1,
  last: 3,
  base: '0'.repeat(64),
  head: '1'.repeat(64),
  acked: 0,
} as const;

/** A server on sockets of its own, whose handlers answer plainly unless a test brings its own. */
export async function startServer(
  t: TestContext,
  own: Partial<SocketHandlers> = {},
  now = () => performance.now(),
) {
  const folder = join(temporaryFolder(t), 'run');
  const unused = () => {
    throw new Error('not asked for in this test');
  };
  const handlers: SocketHandlers = {
    hello: ({ version }) => ({ version, gateway: 'g', building: 'b', boot: 'boot' }),
    position: () => POSITION,
    read: ({ epoch, after }) => ({
      epoch,
      first: after + 1,
      prev: '0'.repeat(64),
      lines: ['x'.repeat(100_000)],
    }),
    hashAt: () => ({ hash: null }),
    ack: () => POSITION,
    fork: () => POSITION,
    offerList: unused,
    command: ({ id }) => ({ id, outcome: 'done' }),
    tap: () => ({ trace: 't', code: 'granted' }),
    status: unused,
    why: unused,
    card: unused,
    reload: unused,
    deviceKey: unused,
    lineBaud: unused,
    keys: unused,
    trace: () => ({ taps: [], stages: [] }),
    ...own,
  };
  const server = new SocketServer({ folder, groups: {}, handlers, now });
  await server.start();
  t.after(() => server.stop());
  return { server, folder };
}
