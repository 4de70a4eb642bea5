import type { MessagePort } from 'node:worker_threads';
import { VratarError } from '@vratar/protocol/errors';
import type { StoreApi } from '../store/messages.ts';
import { type Remote, remoteCalls, serveCalls } from '../threads/calls.ts';
import { guard } from '../threads/stuck-watch.ts';
import type { SocketHandlers } from './handlers.ts';
import { LIMITS } from './limits.ts';
import { ListAcceptor } from './list-acceptor.ts';
import { SocketServer } from './socket-server.ts';
import type { GateApi, SocketApi, SocketPush, SocketThreadOptions } from './thread-api.ts';
import { Uploads } from './uploads.ts';

const STATUS_EVERY_MS = 5000;

/**
 * The thread of the sockets: parsing, checking and buffering for clients happens here, so that none of it can take time
 * from the thread that runs the lanes. Reads go straight to the store.
 */
export function runSocketThread(port: MessagePort, options: SocketThreadOptions): void {
  const gate = remoteCalls<GateApi>(port);
  const store = remoteCalls<StoreApi>(options.store);
  const now = () => performance.now();
  const handlers = handlersOf(options, gate, store, () => server);
  const server: SocketServer = new SocketServer({
    folder: options.folder,
    groups: options.groups,
    handlers,
    now,
  });
  const release = guard(options.beat);
  let timer: NodeJS.Timeout | undefined;
  port.on('message', (message: Partial<SocketPush>) => {
    if (message.push !== undefined) server.push(message.push, message.body!);
  });
  const api: SocketApi = {
    start: async () => {
      await server.start();
      timer = setInterval(() => void pushStatus(server, gate), STATUS_EVERY_MS);
    },
    stop: async () => {
      clearInterval(timer);
      release();
      await server.stop();
      // The answer to this call still has to leave.
      setImmediate(() => {
        options.store.close();
        port.close();
      });
    },
  };
  serveCalls(port, api);
}

async function pushStatus(server: SocketServer, gate: Remote<GateApi>): Promise<void> {
  if (server.clients > 0) server.push('status', { ...(await gate.status()), socket: countsOf(server) });
}

const countsOf = ({ clients, counts }: SocketServer) => ({ clients, ...counts });

function handlersOf(
  options: SocketThreadOptions,
  gate: Remote<GateApi>,
  store: Remote<StoreApi>,
  server: () => SocketServer,
): SocketHandlers {
  const uploads = new Uploads();
  const acceptor = new ListAcceptor(options, gate, store);
  const { gateway, building, boot } = options;
  return {
    hello: ({ version }) => {
      if (version !== LIMITS.version)
        throw new VratarError('socket_version', { found: version, expected: LIMITS.version });
      return { version, gateway, building, boot };
    },
    position: () => store.position(),
    read: (request) => store.read(request),
    hashAt: async ({ seq }) => ({ hash: (await store.hashAt(seq)) ?? null }),
    ack: async (request) => {
      const position = await store.ack(request);
      void gate.acknowledged(position.acked);
      server().push('position', position);
      return position;
    },
    fork: async (request) => {
      const position = await store.fork(request);
      server().push('position', position);
      return position;
    },
    offerList: async (request, { connection }) => {
      const upload = uploads.add(connection, request);
      if (upload.whole === undefined) return { received: upload.received };
      return { received: upload.received, version: await acceptor.accept(upload.whole) };
    },
    command: (request) => gate.command(request),
    tap: (request) => gate.tap(request),
    status: async () => ({ ...(await gate.status()), socket: countsOf(server()) }),
    why: (request) => gate.why(request),
    card: (request) => gate.card(request),
    reload: () => gate.reload(),
    deviceKey: (request) => gate.deviceKey(request),
    lineBaud: (request) => gate.lineBaud(request),
    keys: () => gate.keys(),
    trace: (request) => gate.trace(request),
  };
}
