/** Run as a process of its own by `ingest-backlog.ts`: one backlog for each gateway, one batch in flight. */
import { readFileSync } from 'node:fs';
import { BenchJournal, mornings } from './journal.ts';
import { helloOf, LoadClient } from './load-client.ts';
import type { Network } from './sender.ts';

interface Order extends Network {
  readonly batches: number;
  readonly perDay: number;
  readonly from: number;
}

const { port, tokens, gateways, batches, perDay, from } = JSON.parse(
  readFileSync(process.argv[2]!, 'utf8'),
) as Order;
const BATCH = 200;

const journals = gateways.map((gateway) => {
  const journal = new BenchJournal(gateway, tokens, mornings(from, perDay));
  const waiting = Array.from({ length: batches }, () => journal.batch(BATCH));
  return { id: gateway.id, journal, waiting };
});
const clients = await Promise.all(
  journals.map(async (each) => ({ ...each, client: await LoadClient.open(each.id, port) })),
);

const latencies: number[] = [];
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
await Promise.all(clients.map(deliver));
const seconds = (performance.now() - startedAt) / 1_000;
for (const { client } of clients) client.close();
const { user, system } = process.cpuUsage(cpuBefore);
const cpu = (user + system) / 1e6;
process.stdout.write(JSON.stringify({ events: gateways.length * batches * BATCH, seconds, latencies, cpu }));

function deliver({ client, journal, waiting, id }: (typeof clients)[number]): Promise<void> {
  return new Promise((done, fail) => {
    let next = 0;
    let sentAt = 0;
    const send = () => {
      const batch = waiting[next];
      if (batch === undefined) return done();
      sentAt = performance.now();
      client.publish('events', batch.payload);
    };
    client.onWelcome = send;
    client.onAck = (ack) => {
      const batch = waiting[next]!;
      if (ack.result !== 'stored' || ack.through !== batch.through)
        return fail(new Error(JSON.stringify(ack)));
      latencies.push(performance.now() - sentAt);
      next += 1;
      send();
    };
    client.publish('hello', helloOf(id, journal.last, journal.head));
  });
}
