import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { openBatch } from '@vratar/protocol/delivery';
import { pino } from 'pino';
import { GateSession } from '../../src/link/gate-session.ts';
import { Measurement } from '../../src/link/presence/measurement.ts';
import type { GateClient } from '../../src/socket/gate-client.ts';
import { MemoryJournal } from './memory-journal.ts';

/** A session with a gate that holds seven events, and what it publishes. */
async function session() {
  const journal = new MemoryJournal().add(7);
  const sent: { readonly message: string; readonly payload: string }[] = [];
  const answers: Record<string, (ask: never) => unknown> = {
    position: () => journal.span(),
    hashAt: async ({ seq }: { seq: number }) => ({ hash: await journal.prove(seq) }),
    read: ({ epoch, after, limit }: { epoch: number; after: number; limit: number }) =>
      journal
        .read(epoch, after, limit)
        .then((found) => (found === 'nothing' ? { lines: [], first: after + 1, prev: '' } : found)),
    ack: ({ epoch, through }: { epoch: number; through: number }) => journal.acknowledge(epoch, through),
    status: () => ({ list: { version: 3 } }),
  };
  const gate = {
    request: async (name: string, ask: never) => answers[name]!(ask),
    subscribe: async () => undefined,
  } as unknown as GateClient;
  const clock = { boot: 'b', mono: () => performance.now(), utc: () => Date.now() };
  const made = new GateSession({
    gate,
    clock,
    measurement: new Measurement(clock),
    release: '0.1.0',
    log: pino({ level: 'silent' }),
    publish: (message, payload) => void sent.push({ message, payload }),
    report: async () => undefined,
  });
  await made.start();
  made.connected();
  const settle = async () => {
    for (let times = 0; times < 50; times++) await turn();
  };
  await settle();
  const last = (message: string) => sent.findLast((one) => one.message === message)?.payload;
  return { made, journal, settle, last };
}

type Session = Awaited<ReturnType<typeof session>>;

async function deliverAll({ made, journal, settle, last }: Session, extra: object): Promise<void> {
  const { session: name } = JSON.parse(last('hello')!);
  const start = '0'.repeat(64);
  const welcome = { v: 1, session: name, format: 1, epoch: 1, through: 0, hash: start, newest: 1, at: 5 };
  assert.equal(made.receive('welcome', { ...welcome, ...extra }), true);
  for (let times = 0; times < 3; times++) {
    await settle();
    const opened = openBatch(last('events')!, [1]);
    assert.ok(opened.ok);
    const { epoch, first, count, head } = opened.envelope;
    const ack = { v: 1, epoch, first, count, result: 'stored', through: first + count - 1, hash: head };
    assert.equal(made.receive('ack', { ...ack, ...extra }), true);
  }
  await settle();
  assert.equal(journal.acked, 7);
  made.stop();
}

test('the words of a cloud of release 0.1 are understood', async () => deliverAll(await session(), {}));

test('a cloud one version ahead takes the backlog; what it says beside is passed over', async () => {
  const one = await session();
  assert.equal(one.made.receive('weather', { v: 2, rain: true }), false);
  assert.equal(one.made.receive('command', { v: 2, id: 'a-new-command', name: 'sing', args: {} }), false);
  await deliverAll(one, { v: 2, shard: 7, tide: { high: true } });
});
