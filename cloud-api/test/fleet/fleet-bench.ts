import { generateKeyPairSync } from 'node:crypto';
import { type SitePolicy, sumOfLines } from '@vratar/protocol/lists';
import { pino } from 'pino';
import { until } from '../../../deploy/testing/until.ts';
import { connectPool } from '../../src/db/index.ts';
import { FleetDesk, ListKeys } from '../../src/fleet/index.ts';
import { Tally } from '../../src/ingest/index.ts';
import { registerGateway } from '../ingest/support.ts';
import type { TestDatabase } from '../support/database.ts';

export const POLICY: SitePolicy = {
  timezone: 'Europe/Sofia',
  language: 'bg',
  schools: [],
  groups: [],
  holidays: [],
  laneModes: [],
  passback: { mode: 'soft' },
  issuedAt: 0,
};

/** The cloud's desk for gateways over a real database, with the broker's wire in the test's hand. */
export class FleetBench {
  readonly desk: FleetDesk;
  readonly tally = new Tally();
  readonly keys = generateKeyPairSync('ed25519');
  readonly sent: { readonly topic: string; readonly message: Record<string, unknown> }[] = [];
  /** How often the desk heard that the register has changed. */
  registerChanges = 0;
  readonly #db: TestDatabase;
  readonly #pool;

  constructor(db: TestDatabase) {
    this.#db = db;
    this.#pool = connectPool(db.logins.ingest, { max: 4 });
    this.desk = new FleetDesk({
      pool: this.#pool,
      databaseUrl: db.logins.ingest,
      listKeys: new ListKeys([this.keys.privateKey]),
      publish: (topic, payload) => void this.sent.push({ topic, message: JSON.parse(payload) }),
      log: pino({ level: 'silent' }),
      tally: this.tally,
      onRegister: async () => {
        this.registerChanges += 1;
      },
    });
  }

  async start(): Promise<this> {
    await this.desk.start();
    return this;
  }

  async stop(): Promise<void> {
    await this.desk.stop();
    await this.#pool.end();
  }

  /** A registered gateway that is connected. @returns its school and site */
  async gateway(id: string): Promise<{ school: string; site: string }> {
    const school = await registerGateway(this.#db.owner, id);
    const { site } = await this.#db.owner
      .selectFrom('gateway')
      .select('site')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    this.say(id, school, 'state', { v: 1, kind: 'birth', connection: `c-${id}` });
    await this.until(async () => (await this.status(id)) !== undefined);
    return { school, site };
  }

  say(gateway: string, school: string, message: 'state' | 'alarm' | 'answer' | 'list', body: unknown): void {
    this.desk.take(message, gateway, school, Buffer.from(JSON.stringify(body)), Date.now());
  }

  status(gateway: string) {
    return this.#db.owner
      .selectFrom('gateway_status')
      .selectAll()
      .where('gateway', '=', gateway)
      .executeTakeFirst();
  }

  /** Puts a list of so many entries in force for a site, as the builder would. */
  async list(site: string, school: string, version: number, tokens: readonly string[]): Promise<void> {
    await this.#db.jobs.transaction().execute(async (trx) => {
      const entry = (token: string) => JSON.stringify({ token, kind: 'pupil', status: 'active' });
      const rows = tokens.map((token) => ({ site, school, token, version, entry: entry(token) }));
      for (let from = 0; from < rows.length; from += 5_000) {
        await trx
          .insertInto('allow_list_entry')
          .values(rows.slice(from, from + 5_000))
          .onConflict((conflict) =>
            conflict
              .columns(['site', 'token'])
              .doUpdateSet((eb) => ({ version: eb.ref('excluded.version') })),
          )
          .execute();
      }
      const all = await trx.selectFrom('allow_list_entry').select('entry').where('site', '=', site).execute();
      const sum = sumOfLines(all.map((row) => row.entry!));
      const lines_sum = sum.toString(16).padStart(64, '0');
      const facts = { version, built_at: new Date(), lines_sum };
      await trx
        .insertInto('allow_list')
        .values({ site, school, policy: JSON.stringify(POLICY), policy_version: version, ...facts })
        .onConflict((conflict) => conflict.column('site').doUpdateSet(facts))
        .execute();
    });
  }

  /** Messages of one kind to one gateway so far. */
  to(gateway: string, kind: string): Record<string, unknown>[] {
    return this.sent
      .filter(({ topic }) => topic.endsWith(`/${gateway}/${kind}`))
      .map(({ message }) => message);
  }

  async until(holds: () => boolean | Promise<boolean>): Promise<void> {
    await until(String(holds), holds, undefined, 10);
  }
}

export const token = (index: number): string => `token-${String(index).padStart(12, '0')}`;
