import type { Kysely } from 'kysely';
import type { Database, Logins } from '../db/index.ts';
import type { Vault } from '../vault/index.ts';

/** What the shell of `vratar-cloud` hands to the commands of each capability. */
export interface Toolbox {
  /** Connection strings; opens the database when it is first asked. */
  logins(): Promise<Logins>;
  /** Runs work on a connection that sees all schools (role `jobs`), and closes it. */
  withDatabase<T>(work: (db: Kysely<Database>) => Promise<T>): Promise<T>;
  vault(): Promise<Vault>;
  /** What gateways must trust to take this cloud's allow lists: 32 bytes, base64. */
  listPublicKey(): Promise<string>;
  readonly now: () => Date;
}
