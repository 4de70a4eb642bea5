import assert from 'node:assert/strict';

import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ack, Welcome } from '@vratar/protocol/delivery';
import { downFilter, downTopic, type Up, upTopic } from '@vratar/protocol/messages';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { until, within } from '../../../deploy/testing/until.ts';
import { Journal, registerGateway } from '../ingest/support.ts';
import type { TestDatabase } from '../support/database.ts';

/** A broker with an ingest behind it, as this suite needs them. */
export interface BrokerUnderTest {
  readonly db: TestDatabase;
  /** How a gateway connects: with its own certificate. */
  connection(gateway: string): Promise<IClientOptions & { readonly url: string }>;
  /** The same, with a certificate of an authority that nobody knows. */
  strange(gateway: string): Promise<IClientOptions & { readonly url: string }>;
}

/** A gateway over a real MQTT connection, which may behave as it likes. */
class Gateway {
  readonly id: string;
  readonly client: MqttClient;
  readonly heard: { readonly topic: string; readonly body: unknown }[] = [];

  constructor(id: string, client: MqttClient) {
    this.id = id;
    this.client = client;
    client.on('error', () => undefined);
    client.on('message', (topic, payload) =>
      this.heard.push({ topic, body: JSON.parse(payload.toString()) }),
    );
  }

  say(kind: Up, body: unknown, as = this.id): void {
    const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    this.client.publish(upTopic(as, kind), text, { qos: 1 }, () => undefined);
  }

  async next<T>(kind: 'welcome' | 'ack', after = 0): Promise<T> {
    const mine = () => this.heard.filter(({ topic }) => topic === downTopic(this.id, kind));
    const { body } = await until(`${kind} for ${this.id}`, () => mine()[after], undefined, 10);
    return body as T;
  }
}

/** Unlike `once` of node:events it does not take an error on the way for the end. */
const happens = (client: MqttClient, event: 'connect' | 'close'): Promise<void> => {
  const happened = new Promise<void>((done) => void client.once(event, () => done()));
  return within(`${event} of ${client.options.clientId}`, happened);
};

/** What every broker must give: gateways that behave are served, those that do not are harmless to the others. */
export function conductSuite(
  name: string,
  broker: () => BrokerUnderTest,
  skip: string | false = false,
): void {
  let made = 0;

  async function connect(id = `${name}-${++made}`, options?: IClientOptions): Promise<Gateway> {
    const { url, ...own } = await broker().connection(id);
    const client = mqtt.connect(url, { clientId: id, username: id, reconnectPeriod: 0, ...own, ...options });
    const gateway = new Gateway(id, client);
    await happens(client, 'connect');
    await client.subscribeAsync(downFilter(id), { qos: 1 });
    return gateway;
  }

  async function registered(): Promise<Gateway> {
    const gateway = await connect();
    await registerGateway(broker().db.owner, gateway.id);
    return gateway;
  }

  async function delivers(gateway: Gateway, count = 3): Promise<void> {
    const journal = new Journal().add(count);
    gateway.say('hello', journal.hello());
    assert.equal((await gateway.next<Welcome>('welcome')).through, 0);
    gateway.say('events', journal.batch(1, count));
    assert.equal((await gateway.next<Ack>('ack')).through, count);
    await gateway.client.endAsync();
  }

  const stored = async (gateway: string) =>
    (await broker().db.owner.selectFrom('event').select('seq').where('gateway', '=', gateway).execute())
      .length;

  test(`${name}: a gateway delivers and hears its acknowledgement`, { skip }, async () => {
    const gateway = await registered();
    await delivers(gateway);
    assert.equal(await stored(gateway.id), 3);
  });

  test(`${name}: a gateway that speaks for another is not heard`, { skip }, async () => {
    const [victim, thief] = [await registered(), await registered()];
    const journal = new Journal().add(2);
    victim.say('hello', journal.hello());
    await victim.next('welcome');
    thief.say('hello', journal.hello(7), victim.id);
    thief.say('events', journal.batch(1, 2), victim.id);
    await sleep(500);
    assert.equal(await stored(victim.id), 0);
    victim.say('events', journal.batch(1, 1));
    assert.equal((await victim.next<Ack>('ack')).through, 1);
    await Promise.all([victim.client.endAsync(true), thief.client.endAsync(true)]);
  });

  test(`${name}: a gateway that listens to another hears nothing`, { skip }, async () => {
    const [victim, thief] = [await registered(), await registered()];
    for (const filter of [downFilter(victim.id), 'vratar/#', '#', `$share/x/${downFilter(victim.id)}`]) {
      await thief.client.subscribeAsync(filter).catch(() => undefined);
    }
    await delivers(victim);
    assert.deepEqual(thief.heard, []);
    await thief.client.endAsync(true);
  });

  test(`${name}: 10 MB end their own connection and nothing else`, { skip }, async () => {
    const [loud, other] = [await registered(), await registered()];
    const closed = happens(loud.client, 'close');
    loud.say('events', Buffer.alloc(10_000_000, '9'));
    await closed;
    await delivers(other);
  });

  test(`${name}: nonsense, foreign epochs and a flood cost the others little`, { skip }, async () => {
    const [loud, other] = [await registered(), await registered()];
    const journal = new Journal().add(1);
    for (let time = 0; time < 3_000; time++) {
      loud.say('events', time % 2 === 0 ? '{"v":1' : journal.batch(1, 1, 99));
      loud.say('state', '{}');
    }
    const asked = Date.now();
    await delivers(other);
    assert.ok(Date.now() - asked < 45_000, 'the flood held up another gateway');
    assert.equal(await stored(loud.id), 0);
    await loud.client.endAsync(true);
  });

  test(`${name}: without a certificate, with a strange one, or under another's name nobody comes in`, {
    skip,
  }, async () => {
    const victim = await registered();
    const { url, ...own } = await broker().connection('intruder');
    const { key: _key, cert: _cert, ...bare } = own;
    const strange = await broker().strange(victim.id);
    for (const options of [bare, strange, { ...own, clientId: victim.id, username: victim.id }]) {
      const client = mqtt.connect(url, {
        clientId: 'intruder',
        reconnectPeriod: 0,
        connectTimeout: 3_000,
        ...options,
      });
      client.on('error', () => undefined);
      client.on('connect', () =>
        client.publish(upTopic(victim.id, 'hello'), JSON.stringify(new Journal().hello())),
      );
      await Promise.race([
        new Promise<void>((done) => void client.once('close', () => done())),
        sleep(1_500),
      ]);
      await client.endAsync(true);
    }
    assert.deepEqual(victim.heard, []);
    await delivers(victim);
  });
}
