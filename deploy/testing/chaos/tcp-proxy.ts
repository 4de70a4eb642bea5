import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '../until.ts';

/** What the network does at the moment. */
export type Weather =
  | { readonly kind: 'clear' }
  /** Nobody comes through. */
  | { readonly kind: 'down' }
  /** Every chunk waits so long. */
  | { readonly kind: 'slow'; readonly ms: number };

/** A network between a client and a server, which can fail as networks do. */
export class TcpProxy {
  readonly port: number;
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #target: number | string;
  #weather: Weather = { kind: 'clear' };

  private constructor(server: Server, target: number | string) {
    this.#server = server;
    this.#target = target;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (client) => this.#join(client));
  }

  /** @param target port on this machine, or path of a Unix socket */
  static async to(target: number | string): Promise<TcpProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpProxy(server, target);
  }

  set weather(weather: Weather) {
    this.#weather = weather;
    if (weather.kind === 'down') this.cut();
  }

  /** Leads elsewhere from now on, as an address that follows a fail-over does. */
  set target(target: number | string) {
    this.#target = target;
    this.cut();
  }

  /** Ends every connection at once, both ways. */
  cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) reset(socket);
  }

  /** Closes one direction, so that each side still believes in the other. */
  halfClose(): void {
    for (const [client, server] of this.#pairs) {
      client.pause();
      server.end();
    }
  }

  /** Lets half of the next chunk through, then cuts. */
  halve(): void {
    for (const [client, server] of this.#pairs) {
      client.removeAllListeners('data');
      client.once('data', (chunk: Buffer) => {
        server.write(chunk.subarray(0, chunk.length >> 1), () => {
          reset(client);
          reset(server);
        });
      });
    }
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    // Whoever has just come would keep it open.
    this.weather = { kind: 'down' };
    await within('the end of a network', closed, undefined, () => `${this.#pairs.size} connections are left`);
  }

  #join(client: Socket): void {
    if (this.#weather.kind === 'down') {
      reset(client);
      return;
    }
    const server =
      typeof this.#target === 'number' ? connect(this.#target, '127.0.0.1') : connect(this.#target);
    const pair = [client, server] as const;
    this.#pairs.add(pair);
    this.#pass(client, server, pair);
    this.#pass(server, client, pair);
  }

  #pass(from: Socket, to: Socket, pair: readonly [Socket, Socket]): void {
    // What is late stays in order: TCP loses connections, never bytes in between.
    let before = Promise.resolve();
    const inOrder = (act: () => void) => {
      before = before.then(async () => {
        const weather = this.#weather;
        if (weather.kind === 'slow') await sleep(weather.ms);
        if (to.writable) act();
      });
    };
    from.setNoDelay(true);
    from.on('data', (chunk) => inOrder(() => to.write(chunk)));
    from.on('error', () => undefined);
    from.on('end', () => inOrder(() => to.end()));
    from.on('close', () => {
      this.#pairs.delete(pair);
      to.destroy();
    });
  }
}

/** As a crashed machine or an impatient firewall ends it: without a goodbye, where the socket is one of TCP. */
function reset(socket: Socket): void {
  if (socket.remotePort === undefined) socket.destroy();
  else socket.resetAndDestroy();
}
