import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Ack, encodeBatch, type Welcome } from '@vratar/protocol/delivery';
import { CHAIN_START, chainHash, type Up, upTopic } from '@vratar/protocol/messages';
import { type Kysely, sql } from 'kysely';
import { pino } from 'pino';
import type { Bus } from '../../src/broker/index.ts';
import { connectPool, type Database } from '../../src/db/index.ts';
import { Ingest, type StoredHook } from '../../src/ingest/index.ts';
import type { TestDatabase } from '../support/database.ts';

/** Registers a gateway in a school of its own. */
export async function registerGateway(owner: Kysely<Database>, id: string): Promise<string> {
  const region = randomUUID();
  const [school, site, building] = [randomUUID(), randomUUID(), randomUUID()];
  const code = String(Math.floor(Math.random() * 90_000_000) + 10_000_000);
  await sql`insert into region (id, code, name) values (${region}, ${region}, 'R')`.execute(owner);
  await sql`insert into school (id, region, code, name) values (${school}, ${region}, ${code}, 'S')`.execute(
    owner,
  );
  await sql`insert into site (id, school, name) values (${site}, ${school}, 'S')`.execute(owner);
  await sql`insert into building (id, school, code, name) values (${building}, ${school}, 'A', 'A')`.execute(
    owner,
  );
  await sql`insert into gateway (id, school, site, building, name)
    values (${id}, ${school}, ${site}, ${building}, 'G')`.execute(owner);
  return school;
}

/** An ingest over a real database, with the broker's wire in the test's hand. */
export class Bench {
  readonly ingest: Ingest;
  readonly sent: { topic: string; message: unknown }[] = [];
  /** Gateways whose connections were ended. */
  readonly expelled: string[] = [];
  readonly pool;

  /** @param now the cloud's clock, ms since 1970 */
  constructor(db: TestDatabase, hooks: readonly StoredHook[] = [], now: () => number = Date.now) {
    this.pool = connectPool(db.logins.ingest, { max: 3 });
    this.ingest = new Ingest({
      pool: this.pool,
      hooks,
      log: pino({ level: 'silent' }),
      requireDurable: false,
      now,
    });
  }

  async start(): Promise<this> {
    const bus: Bus = {
      connected: true,
      publish: (topic, payload) => void this.sent.push({ topic, message: JSON.parse(payload.toString()) }),
      expel: (gateway) => void this.expelled.push(gateway),
      stop: async () => undefined,
    };
    await this.ingest.start(bus);
    return this;
  }

  send(gateway: string, kind: Up, payload: unknown): void {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    this.ingest.listener(upTopic(gateway, kind), Buffer.from(text));
  }

  /** Sends and waits for the answer. */
  async ask<T extends Ack | Welcome>(gateway: string, kind: Up, payload: unknown): Promise<T> {
    const before = this.sent.length;
    this.send(gateway, kind, payload);
    return (await this.answers(gateway, before + 1)).at(-1) as T;
  }

  async answers(gateway: string, atLeast: number): Promise<unknown[]> {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(5)) {
      if (this.sent.length >= atLeast) {
        return this.sent.filter(({ topic }) => topic.includes(`/${gateway}/`)).map(({ message }) => message);
      }
    }
    throw new Error(`no answer for ${gateway}; counted: ${JSON.stringify(this.ingest.tally.all())}`);
  }

  async until(holds: () => boolean): Promise<void> {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(5)) if (holds()) return;
    throw new Error('it does not come true');
  }

  async stop(): Promise<void> {
    await this.ingest.stop();
    await this.pool.end();
  }
}

export const eventLine = (seq: number, extra: object = {}): string =>
  JSON.stringify({
    seq,
    at: 1_800_000_000_000 + seq,
    boot: 'b1',
    mono: seq,
    clock: 'synced',
    kind: 'alive',
    ...extra,
  });

/** A journal in memory, as a gateway would deliver it. */
export class Journal {
  readonly lines: string[] = [];
  readonly hashes: string[] = [CHAIN_START];

  add(count: number, extra: object = {}): this {
    for (let index = 0; index < count; index++) this.addLine(eventLine(this.lines.length + 1, extra));
    return this;
  }

  addLine(line: string): this {
    this.lines.push(line);
    this.hashes.push(chainHash(this.hashes.at(-1)!, line));
    return this;
  }

  batch(first: number, last: number, epoch = 1): string {
    const [prev, head] = [this.hashes[first - 1]!, this.hashes[last]!];
    return encodeBatch({ epoch, first, prev, head, lines: this.lines.slice(first - 1, last) }, 1);
  }

  hello(epoch = 1, first = 1): object {
    const last = this.lines.length;
    const clock = { at: Date.now(), boot: 'b1', mono: 1 };
    return {
      v: 1,
      session: `s${Math.random()}`,
      formats: [1],
      epoch,
      first,
      last,
      head: this.hashes[last],
      ...clock,
      release: 'test',
    };
  }
}
