import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedServer, startEmbedded } from '@vratar/cloud-api/src/db/embedded/server.ts';
import pg from 'pg';
import { within } from '../until.ts';
import { copyTree } from './copy-tree.ts';
import { killProcess } from './kill-process.ts';

const DATABASE = 'chaos';
const RESTART_MS = 200;
const CONNECT_MS = 60_000;

/** A PostgreSQL of its own, fsync on, which is started again whenever it ends. */
export class PostgresRig {
  readonly #folder: string;
  #server: EmbeddedServer;
  #wanted = true;
  /** Ends when it runs again, or is not wanted any more. */
  #starting: Promise<void> = Promise.resolve();

  private constructor(folder: string, server: EmbeddedServer) {
    this.#folder = folder;
    this.#server = server;
    this.#watch();
  }

  static async start(folder: string): Promise<PostgresRig> {
    const server = await startEmbedded({ folder });
    const client = new pg.Client({ connectionString: server.adminUrl, connectionTimeoutMillis: CONNECT_MS });
    await client.connect();
    await client.query(`create database ${DATABASE}`);
    await client.end();
    return new PostgresRig(folder, server);
  }

  /** Its Unix socket. */
  get socket(): string {
    return join(this.#login.host, '.s.PGSQL.5432');
  }

  /** How we connect, past every proxy. */
  get ownUrl(): string {
    return this.#server.adminUrl.replace(/postgres$/, DATABASE);
  }

  /** How the cloud connects over TCP. */
  url(port: number): string {
    const { user, password } = this.#login;
    return `postgres://${user}:${password}@127.0.0.1:${port}/${DATABASE}`;
  }

  kill(): void {
    killProcess(this.#server.pid);
  }

  /** Its machine is gone for good. */
  async die(): Promise<void> {
    this.#wanted = false;
    this.kill();
    await within('the end of PostgreSQL', this.#server.exited);
  }

  /**
   * A copy that follows this one; from now on a commit waits until it has what was committed.
   * @param name under which the primary knows it
   */
  async standby(folder: string, name: string): Promise<PostgresRig> {
    await appendFile(join(this.#folder, 'cluster', 'pg_hba.conf'), 'local replication all scram-sha-256\n');
    await this.still((own) => copyTree(own, folder));
    const { user, password, host } = this.#login;
    const primary = `host=${host} user=${user} password=${password} application_name=${name}`;
    const cluster = join(folder, 'cluster');
    await writeFile(join(cluster, 'standby.signal'), '');
    await appendFile(join(cluster, 'postgresql.auto.conf'), `primary_conninfo = '${primary}'\n`);
    const standby = new PostgresRig(folder, await startEmbedded({ folder }));
    await this.ask(`alter system set synchronous_standby_names = 'FIRST 1 (${name})'`);
    await this.ask('select pg_reload_conf()');
    return standby;
  }

  /** @returns the rows of a query by the superuser */
  async ask(query: string): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.ownUrl, connectionTimeoutMillis: CONNECT_MS });
    await client.connect();
    return await client
      .query(query)
      .then(({ rows }) => rows)
      .finally(() => client.end());
  }

  async stop(): Promise<void> {
    this.#wanted = false;
    await this.#starting;
    try {
      await within('the orderly end of PostgreSQL', this.#server.stop());
    } catch (error) {
      this.kill();
      throw error;
    }
  }

  /** Stops, lets `work` do something to its files, and starts again. */
  async still(work: (folder: string) => Promise<void>): Promise<void> {
    await this.stop();
    await work(this.#folder);
    this.#wanted = true;
    this.#starting = this.#start();
    await this.#starting;
  }

  get #login() {
    const [, user, password, host] = /^postgres:\/\/([^:]+):([^@]+)@([^/]+)/.exec(this.#server.adminUrl)!;
    return { user: user!, password: password!, host: decodeURIComponent(host!) };
  }

  #watch(): void {
    void this.#server.exited.then(() => {
      if (this.#wanted) this.#starting = this.#start();
    });
  }

  async #start(): Promise<void> {
    for (let tries = 0; this.#wanted; tries++) {
      await sleep(RESTART_MS);
      try {
        this.#server = await startEmbedded({ folder: this.#folder });
        return this.#watch();
      } catch (error) {
        // Sessions of the killed one still hold its shared memory.
        if (tries > 50) throw error;
      }
    }
  }
}
