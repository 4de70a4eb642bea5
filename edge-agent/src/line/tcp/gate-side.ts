import { lstatSync, unlinkSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { VratarError } from '@vratar/protocol/errors';
import { connectSocket } from '../ports/connect-socket.ts';

export interface GateSideHandlers {
  readonly onBytes: (bytes: Uint8Array) => void;
  /** Whether a connection makes sense now; if not it is closed at once, and the gate sees a lost port. */
  readonly isOpen: () => boolean;
}

const UNSENT_LIMIT = 65_536;

/** The Unix socket that the gate opens as its port. One client at a time: the newest, since a restarted gate is one. */
export class GateSide {
  readonly #handlers: GateSideHandlers;
  readonly #server: Server;
  #client: Socket | undefined;

  constructor(handlers: GateSideHandlers) {
    this.#handlers = handlers;
    this.#server = createServer((socket) => this.#accept(socket));
  }

  /** @throws VratarError `address_taken` when another process serves this path. */
  async listen(path: string): Promise<void> {
    await removeStale(path);
    await new Promise<void>((done, fail) => {
      this.#server.once('error', fail);
      this.#server.listen(path, () => done());
    });
  }

  write(bytes: Uint8Array): void {
    const client = this.#client;
    if (client === undefined) return;
    if (client.writableLength > UNSENT_LIMIT) client.destroy();
    else client.write(bytes);
  }

  drop(): void {
    this.#client?.destroy();
    this.#client = undefined;
  }

  close(): Promise<void> {
    this.drop();
    return new Promise((done) => this.#server.close(() => done()));
  }

  #accept(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    if (!this.#handlers.isOpen()) {
      socket.destroy();
      return;
    }
    this.drop();
    this.#client = socket;
    socket.on('data', (bytes: Buffer) => {
      if (this.#client === socket) this.#handlers.onBytes(bytes);
    });
    socket.on('close', () => {
      if (this.#client === socket) this.#client = undefined;
    });
  }
}

/** A socket file outlives a process that was killed, and would keep the next one from listening. */
async function removeStale(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  const socket = await connectSocket({ path }).catch(() => undefined);
  socket?.destroy();
  if (socket !== undefined || !found.isSocket()) throw new VratarError('address_taken', { address: path });
  unlinkSync(path);
}
