import type { KeyObject } from 'node:crypto';
import type { ListDocumentId } from '@vratar/protocol/delivery';
import { listDigest, signList } from '@vratar/protocol/lists';
import { type Kysely, sql } from 'kysely';
import { type ListDifference, listDifference, listSnapshot } from '../../cards/lists/index.ts';
import type { Database } from '../../db/index.ts';
import type { ListKeys } from '../keys/list-keys.ts';

/** A signed document, and what it is. */
export interface ListDocument {
  readonly id: ListDocumentId;
  readonly bytes: Buffer;
}

/** @property base: 0 where the whole list was the only way */
interface Signed {
  readonly base: number;
  readonly bytes: Buffer;
}

interface Order {
  readonly gateway: string;
  readonly site: string;
  readonly base: number;
  readonly issuedAt: number;
  readonly key: KeyObject;
}

const KEPT = 64;

/**
 * Makes list documents for gateways. The same version gives the same bytes, so that a gateway may fetch the parts of
 * one document from different workers.
 */
export class ListDocuments {
  readonly #db: Kysely<Database>;
  readonly #keys: ListKeys;
  readonly #kept = new Map<string, ListDocument>();

  constructor(db: Kysely<Database>, keys: ListKeys) {
    this.#db = db;
    this.#keys = keys;
  }

  /**
   * What brings a gateway from version `base` (0: from nothing) to the present one.
   * @returns undefined where there is nothing newer
   */
  async make(gateway: string, site: string, base: number): Promise<ListDocument | undefined> {
    // One snapshot of the database, so that the difference and the digest speak of one version.
    return this.#db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (trx) => {
        const list = await trx
          .selectFrom('allow_list')
          .select(['version', 'built_at'])
          .where('site', '=', site)
          .executeTakeFirst();
        if (list === undefined || list.version <= base) return undefined;
        const id = { version: list.version, base };
        const { key, text } = this.#keys.signer(await trusted(trx, gateway));
        const name = `${gateway} ${id.version} ${id.base} ${text}`;
        const kept = this.#kept.get(name);
        if (kept !== undefined) return kept;
        const signed = await this.#sign(trx, { gateway, site, base, issuedAt: list.built_at.getTime(), key });
        if (signed === undefined) return undefined;
        return this.#keep(name, { id: { ...id, base: signed.base }, bytes: signed.bytes });
      });
  }

  async #sign(db: Kysely<Database>, order: Order): Promise<Signed | undefined> {
    const { gateway, site, base, issuedAt, key } = order;
    if (base > 0) {
      const change = await listDifference(db, site, base);
      if (change !== undefined) return delta(order, change);
    }
    const whole = await listSnapshot(db, site);
    if (whole === undefined) return undefined;
    const { version, policy, lines } = whole;
    const content = { gateway, version, issuedAt, digest: listDigest(policy, lines), policy };
    return { base: 0, bytes: signList({ kind: 'snapshot', ...content }, lines, key) };
  }

  #keep(name: string, document: ListDocument): ListDocument {
    this.#kept.set(name, document);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return document;
  }
}

function delta({ gateway, issuedAt, key }: Order, change: ListDifference): Signed {
  const { from: base, version, digest, policy, put, remove } = change;
  const rules = policy === undefined ? {} : { policy };
  const content = { gateway, version, issuedAt, digest, base, remove: [...remove], ...rules };
  return { base, bytes: signList({ kind: 'delta', ...content }, put, key) };
}

/** Public list keys that the gateway said it trusts. */
async function trusted(db: Kysely<Database>, gateway: string): Promise<readonly string[] | undefined> {
  const row = await db
    .selectFrom('gateway_status')
    .select(sql<readonly string[] | null>`report -> 'keys' -> 'lists'`.as('lists'))
    .where('gateway', '=', gateway)
    .executeTakeFirst();
  return row?.lists ?? undefined;
}
