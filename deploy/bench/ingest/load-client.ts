import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Ack, Welcome } from '@vratar/protocol/delivery';
import { downFilter, upTopic } from '@vratar/protocol/messages';
import mqttPacket from 'mqtt-packet';

/**
 * A gateway's connection at the price of the protocol alone (MQTT 3.1.1, packets by `mqtt-packet`): thousands of full
 * clients would measure themselves.
 */
export class LoadClient {
  readonly id: string;
  readonly #socket: Socket;
  readonly #parser = mqttPacket.parser();
  #message = 0;
  onAck: (ack: Ack) => void = () => undefined;
  onWelcome: (welcome: Welcome) => void = () => undefined;

  private constructor(id: string, socket: Socket) {
    this.id = id;
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => void this.#parser.parse(chunk));
    this.#parser.on('packet', (packet) => this.#take(packet));
  }

  static async open(id: string, port: number): Promise<LoadClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const client = new LoadClient(id, socket);
    const options = { protocolId: 'MQTT', protocolVersion: 4, clean: true, keepalive: 300 } as const;
    client.#send({ cmd: 'connect', clientId: id, username: id, ...options });
    await client.#next('connack');
    client.#send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: downFilter(id), qos: 0 }] });
    await client.#next('suback');
    return client;
  }

  publish(message: 'hello' | 'events', payload: string): void {
    this.#message = (this.#message % 65_000) + 2;
    const topic = upTopic(this.id, message);
    const rest = { dup: false, retain: false, messageId: this.#message } as const;
    this.#send({ cmd: 'publish', topic, payload, qos: 1, ...rest });
  }

  close(): void {
    this.#socket.destroy();
  }

  #send(packet: mqttPacket.Packet): void {
    this.#socket.write(mqttPacket.generate(packet));
  }

  #next(cmd: string): Promise<void> {
    return new Promise((done) => {
      const look = (packet: mqttPacket.Packet) => {
        if (packet.cmd !== cmd) return;
        this.#parser.off('packet', look);
        done();
      };
      this.#parser.on('packet', look);
    });
  }

  #take(packet: mqttPacket.Packet): void {
    if (packet.cmd !== 'publish') return;
    const body = JSON.parse(packet.payload.toString()) as never;
    if (packet.topic.endsWith('/ack')) this.onAck(body);
    else if (packet.topic.endsWith('/welcome')) this.onWelcome(body);
  }
}

/** What a gateway says first. */
export function helloOf(id: string, last: number, head: string): string {
  const clock = { at: Date.now(), boot: 'b0a1c2d3', mono: 0 };
  const span = { epoch: 1, first: 1, last, head };
  return JSON.stringify({ v: 1, session: id, formats: [1], ...span, ...clock, release: 'bench' });
}
