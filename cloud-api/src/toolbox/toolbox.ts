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
  readonly listKeys: {
    /** What gateways must trust to take this cloud's allow lists, oldest first: 32 bytes each, base64. */
    public(): Promise<readonly string[]>;
    /** Makes the next one. @throws VratarError `list_keys_given` */
    add(): Promise<void>;
    /** Takes all but the newest out of use. @throws VratarError `list_keys_given` */
    retire(): Promise<void>;
  };
  readonly now: () => Date;
}
