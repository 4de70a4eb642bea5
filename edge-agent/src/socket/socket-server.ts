import { createServer, type Server, type Socket } from 'node:net';
import { Connection, type ConnectionCounts } from './connection.ts';
import type { SocketHandlers } from './handlers.ts';
import { LIMITS } from './limits.ts';
import type { OperationName, Push, Role, Topic } from './operations.ts';
import { ROLES } from './operations.ts';
import { RateLimit } from './rate-limit.ts';
import { admit, prepareFolder, socketPath } from './socket-folder.ts';

export interface SocketServerOptions {
  readonly folder: string;
  /** System group that may connect, for each role; the group of the gate when absent. */
  readonly groups: Partial<Record<Role, string>>;
  readonly handlers: SocketHandlers;
  /** Monotonic ms. */
  readonly now: () => number;
}

/** Requests that the gate's own thread answers, and so are counted more strictly than those of the store. */
const BY_GATE: ReadonlySet<string> = new Set<OperationName>([
  'command',
  'tap',
  'status',
  'why',
  'trace',
  'keys',
]);
/** What an installer asks now and then; each takes the gate's own thread many milliseconds. */
const BY_INSTALLER: ReadonlySet<string> = new Set<OperationName>(['reload', 'deviceKey', 'lineBaud']);
const EXPIRE_EVERY_MS = 5000;

/** The gate's Unix sockets, one for each role. */
export class SocketServer {
  readonly counts: ConnectionCounts = { dropped: 0, refused: 0 };
  readonly #options: SocketServerOptions;
  readonly #servers: Server[] = [];
  readonly #clients = new Map<Socket, Connection>();
  #connections = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SocketServerOptions) {
    this.#options = options;
  }

  get clients(): number {
    return this.#clients.size;
  }

  /** @throws VratarError `socket_insecure`, `socket_group`; errors of the file system */
  async start(): Promise<void> {
    const { folder, groups } = this.#options;
    prepareFolder(folder);
    for (const role of ROLES) {
      const path = socketPath(folder, role);
      await this.#listen(role, path);
      admit(path, groups[role]);
    }
    this.#timer = setInterval(() => this.expire(), EXPIRE_EVERY_MS);
  }

  /** Ends clients that keep a place and do not use it. */
  expire(): void {
    for (const client of this.#clients.values()) client.expire(this.#options.now());
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    const closed = this.#servers.map(
      (server) => new Promise<void>((resolve) => server.close(() => resolve())),
    );
    for (const socket of this.#clients.keys()) socket.destroy();
    await Promise.all(closed);
  }

  /** Tells everybody who subscribed. Encoded once, however many they are. */
  push<T extends Topic>(topic: T, body: Push<T>): void {
    if (this.#clients.size === 0) return;
    const text = `${JSON.stringify({ push: topic, body })}\n`;
    for (const client of this.#clients.values()) client.push(topic, text);
  }

  async #listen(role: Role, path: string): Promise<void> {
    const { now } = this.#options;
    const gate = new RateLimit(25, 50, now);
    const store = new RateLimit(100, 200, now);
    const changes = new RateLimit(1, 10, now);
    const limitOf = (op: string): RateLimit =>
      BY_INSTALLER.has(op) ? changes : BY_GATE.has(op) ? gate : store;
    const server = createServer((socket) => this.#accept(socket, role, limitOf));
    server.maxConnections = LIMITS.clients;
    server.on('drop', () => {
      this.counts.refused += 1;
    });
    this.#servers.push(server);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
  }

  #accept(socket: Socket, role: Role, limitOf: (op: string) => RateLimit): void {
    const caller = { role, connection: ++this.#connections };
    const { handlers, now } = this.#options;
    const { counts } = this;
    const connection = new Connection({ socket, caller, handlers, limitOf, counts, openedAt: now() });
    this.#clients.set(socket, connection);
    socket.on('close', () => this.#clients.delete(socket));
  }
}
