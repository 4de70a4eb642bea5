import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyReport } from '@vratar/protocol/keys';
import type { JournalEvent } from '@vratar/protocol/messages';
import type { Kysely } from 'kysely';
import type { Database } from '../../../cloud-api/src/db/index.ts';
import { reportedKeys } from '../../../cloud-api/src/fleet/keys/index.ts';
import { openToolbox } from '../../../cloud-api/src/toolbox/open-toolbox.ts';
import { until } from '../../testing/until.ts';

const ANSWER_MS = 30_000;

/** The part of `GET /presence/today` that tests look at. */
export interface Today {
  readonly pupils: { readonly inside: number };
}

/** What the cloud holds, read from its PostgreSQL, and what its page would show. */
export class Cloud {
  readonly #data: string;
  readonly #url: string;

  constructor(folder: string, port: number) {
    this.#data = join(folder, 'cloud');
    this.#url = `http://127.0.0.1:${port}`;
  }

  /** Every stored event's line, in the order of epoch and number; a doubled one would be there twice. */
  async lines(): Promise<string[]> {
    const rows = await this.#read((db) =>
      db.selectFrom('event').select('line').orderBy('gateway').orderBy('epoch').orderBy('seq').execute(),
    );
    return rows.map(({ line }) => line);
  }

  /** Site of its gateway. */
  async site(): Promise<string> {
    const row = await this.#read((db) => db.selectFrom('gateway').select('site').executeTakeFirstOrThrow());
    return row.site;
  }

  /** Resolves when the keys that its gateway said last that it has are such. @throws Error after `timeoutMs` */
  async knowsKeys(what: string, holds: (keys: KeyReport) => boolean, timeoutMs: number): Promise<void> {
    await this.#read((db) =>
      until(
        `the cloud knows that ${what}`,
        async () => {
          const [known] = await reportedKeys(db);
          return known?.keys !== undefined && holds(known.keys);
        },
        timeoutMs,
        500,
      ),
    );
  }

  async #read<T>(query: (db: Kysely<Database>) => Promise<T>): Promise<T> {
    const tools = openToolbox(this.#data, {});
    return await tools.withDatabase(query).finally(() => tools.close());
  }

  async events(): Promise<JournalEvent[]> {
    return (await this.lines()).map((line) => JSON.parse(line) as JournalEvent);
  }

  /** Process number of the embedded PostgreSQL. */
  async postmaster(): Promise<number> {
    const file = await readFile(join(this.#data, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
    return Number(file.split('\n')[0]);
  }

  async today(): Promise<Today> {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const response = await fetch(`${this.#url}/api/v1/presence/today`, { signal });
    if (!response.ok) throw new Error(`today: ${response.status} ${await response.text()}`);
    return (await response.json()) as Today;
  }
}
