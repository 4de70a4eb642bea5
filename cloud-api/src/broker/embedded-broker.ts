import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { LIMITS } from '@vratar/protocol/delivery';
import { VratarError } from '@vratar/protocol/errors';
import { Aedes, type AuthenticateError, type Client } from 'aedes';
import { mayPublish, maySubscribe } from './access.ts';
import type { Bus, BusListener } from './bus.ts';
import { identify } from './identify.ts';
import { PacketMeter } from './packet-meter.ts';

export interface EmbeddedBrokerOptions {
  readonly host: string;
  /** 0 chooses a free one. */
  readonly port: number;
  /** PEM texts; `ca` signs the gateways' certificates. Without it only the loopback address is allowed. */
  readonly tls?: { readonly key: string; readonly cert: string; readonly ca: string };
  readonly listener: BusListener;
  /** Whether a gateway that has proven who it is may connect. */
  readonly admits: (gateway: string) => boolean;
  /** Something was refused; counted, never fatal. */
  readonly onRefused: (gateway: string | undefined, code: string, from?: string) => void;
}

export interface EmbeddedBroker extends Bus {
  readonly port: number;
}

/** Room for topic and header around the longest message. */
const PACKET_BYTES = LIMITS.messageBytes + 1_024;
const NOT_AUTHORIZED = 5;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * The broker inside the cloud's process (MQTT 3.1.1). The cloud takes part in it directly, without a connection.
 * @throws VratarError `broker_insecure`, `address_taken`
 */
export async function startEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<EmbeddedBroker> {
  const { host, tls, listener, admits, onRefused } = options;
  if (tls === undefined && !LOOPBACK.has(host)) throw new VratarError('broker_insecure', { host });
  const gateways = new WeakMap<Client, string>();
  const connected = new Map<string, Client>();
  const aedes = await Aedes.createBroker({
    maxTopicLevels: 8,
    authenticate: (client, username, _password, done) => {
      const gateway = identify(client.conn, username);
      // The client identifier is the gateway's: a second connection under it ends the first.
      if (gateway === undefined || client.id !== gateway) {
        onRefused(gateway, 'connection_unidentified');
        return done(notAuthorized(), false);
      }
      if (!admits(gateway)) {
        onRefused(gateway, 'gateway_retired', (client.conn as Socket).remoteAddress);
        return done(notAuthorized(), false);
      }
      gateways.set(client, gateway);
      connected.set(gateway, client);
      done(null, true);
    },
    authorizePublish: (client, packet, done) => {
      const gateway = client === null ? undefined : gateways.get(client);
      if (gateway !== undefined && mayPublish(gateway, packet.topic) && !packet.retain) return done();
      onRefused(gateway, 'topic_foreign');
      done(new Error('a gateway publishes, unretained, under its own identifier only'));
    },
    authorizeSubscribe: (client, subscription, done) => {
      const gateway = gateways.get(client);
      if (gateway !== undefined && maySubscribe(gateway, subscription.topic)) return done(null, subscription);
      onRefused(gateway, 'topic_foreign');
      done(null, null);
    },
  });
  aedes.on('clientDisconnect', (client) => {
    if (connected.get(client.id) === client) connected.delete(client.id);
  });
  await subscribe(aedes, listener);
  const sockets = new Set<Socket>();
  const accept = (socket: Socket) => {
    socket.setNoDelay(true);
    meter(socket, () => onRefused((socket as Socket & { client?: Client }).client?.id, 'message_too_long'));
    aedes.handle(socket);
  };
  const server =
    tls === undefined
      ? createServer(accept)
      : createTlsServer({ ...tls, requestCert: true, rejectUnauthorized: true }, accept);
  // Also those that are still in the middle of their handshake.
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await listen(server, host, options.port).catch((error: unknown) => {
    aedes.close();
    throw error;
  });
  return {
    port,
    connected: true,
    publish: (topic, payload, sure = false) => {
      const packet = {
        cmd: 'publish',
        topic,
        payload,
        qos: sure ? 1 : 0,
        retain: false,
        dup: false,
      } as const;
      aedes.publish(packet, () => undefined);
    },
    expel: (gateway) => connected.get(gateway)?.close(),
    stop: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      await new Promise<void>((done) => aedes.close(done));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function notAuthorized(): AuthenticateError {
  return Object.assign(new Error('not identified'), { returnCode: NOT_AUTHORIZED });
}

function subscribe(aedes: Aedes, listener: BusListener): Promise<void> {
  return new Promise((done) => {
    aedes.subscribe(
      'vratar/1/up/+/+',
      (packet, taken) => {
        listener(packet.topic, asBuffer(packet.payload));
        taken();
      },
      done,
    );
  });
}

const asBuffer = (payload: string | Buffer): Buffer =>
  typeof payload === 'string' ? Buffer.from(payload) : payload;

/** Looks at what the broker reads, before it does. */
function meter(socket: Socket, tooLong: () => void): void {
  const packets = new PacketMeter(PACKET_BYTES);
  const read = socket.read.bind(socket);
  socket.read = (size?: number) => {
    const chunk = read(size) as Buffer | null;
    if (chunk === null || packets.accept(chunk)) return chunk;
    tooLong();
    socket.destroy();
    return null;
  };
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      fail(taken ? new VratarError('address_taken', { address: `${host}:${port}` }) : error);
    });
    server.listen(port, host, done);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
