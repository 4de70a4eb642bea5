import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedServer, startEmbedded } from '@vratar/cloud-api/src/db/embedded/server.ts';
import pg from 'pg';
import { killProcess } from './kill-process.ts';

const DATABASE = 'chaos';
const RESTART_MS = 200;

/** A PostgreSQL of its own, fsync on, which is started again whenever it ends. */
export class PostgresRig {
  readonly #folder: string;
  #server: EmbeddedServer;
  #wanted = true;

  private constructor(folder: string, server: EmbeddedServer) {
    this.#folder = folder;
    this.#server = server;
    this.#watch();
  }

  static async start(folder: string): Promise<PostgresRig> {
    const server = await startEmbedded({ folder });
    const client = new pg.Client({ connectionString: server.adminUrl });
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

  async stop(): Promise<void> {
    this.#wanted = false;
    await this.#server.stop();
  }

  /** Stops, lets `work` do something to its files, and starts again. */
  async still(work: (folder: string) => Promise<void>): Promise<void> {
    await this.stop();
    await work(this.#folder);
    this.#wanted = true;
    await this.#start();
  }

  get #login() {
    const [, user, password, host] = /^postgres:\/\/([^:]+):([^@]+)@([^/]+)/.exec(this.#server.adminUrl)!;
    return { user: user!, password: password!, host: decodeURIComponent(host!) };
  }

  #watch(): void {
    void this.#server.exited.then(async () => {
      if (this.#wanted) await this.#start();
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
