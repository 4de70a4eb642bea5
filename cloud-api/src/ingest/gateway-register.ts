import type { Pool } from 'pg';

export interface RegisteredGateway {
  readonly school: string;
}

const REFRESH_MS = 30_000;
const UNKNOWN_MS = 5_000;

/** Which school a gateway belongs to. Answers from memory; an unknown one is looked up again after a few seconds. */
export class GatewayRegister {
  readonly #pool: Pool;
  readonly #now: () => number;
  readonly #known = new Map<string, RegisteredGateway>();
  readonly #unknown = new Map<string, number>();
  #retired: ReadonlyMap<string, RegisteredGateway> = new Map();
  #loadedAt = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | undefined;

  /** @param now monotonic milliseconds */
  constructor(pool: Pool, now: () => number) {
    this.#pool = pool;
    this.#now = now;
  }

  /** @returns undefined for a gateway that nobody registered, or that is retired */
  async find(gateway: string): Promise<RegisteredGateway | undefined> {
    if (this.#now() - this.#loadedAt > REFRESH_MS) await this.#load();
    const known = this.#known.get(gateway);
    if (known !== undefined) return known;
    const askedAt = this.#unknown.get(gateway) ?? Number.NEGATIVE_INFINITY;
    if (this.#now() - askedAt < UNKNOWN_MS) return undefined;
    await this.#load();
    if (this.#unknown.size > 10_000) this.#unknown.clear();
    if (!this.#known.has(gateway)) this.#unknown.set(gateway, this.#now());
    return this.#known.get(gateway);
  }

  /** The answer without waiting; undefined also where `find` would have to ask the database. */
  peek(gateway: string): RegisteredGateway | undefined {
    return this.#now() - this.#loadedAt > REFRESH_MS ? undefined : this.#known.get(gateway);
  }

  /** Whether it may be connected: not one that is retired, as far as is known. Who asks of old data has them read anew. */
  admits(gateway: string): boolean {
    // Whether the register can be read is told where a message needs it.
    if (this.#now() - this.#loadedAt > REFRESH_MS) this.#load().catch(() => undefined);
    return !this.#retired.has(gateway);
  }

  /** Those that are retired, as far as is known here. */
  get retired(): ReadonlyMap<string, RegisteredGateway> {
    return this.#retired;
  }

  /** Reads the register again, also where a reading is under way that may have begun before the change. */
  async reload(): Promise<void> {
    await this.#loading;
    await this.#load();
  }

  #load(): Promise<void> {
    this.#loading ??= this.#read().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #read(): Promise<void> {
    const { rows } = await this.#pool.query<{ id: string; school: string; retired: boolean }>(
      `select id, school, state = 'retired' as retired from gateway`,
    );
    this.#known.clear();
    for (const { id, school, retired } of rows) if (!retired) this.#known.set(id, { school });
    this.#retired = new Map(rows.flatMap(({ id, school, retired }) => (retired ? [[id, { school }]] : [])));
    this.#loadedAt = this.#now();
  }
}
