import { join } from 'node:path';
import { listPublicText } from '@vratar/protocol/lists';
import { attachDatabase } from '../db/attach.ts';
import { connect } from '../db/connection.ts';
import type { OpenDatabase } from '../db/open.ts';
import { addListKey, openListKeys, retireListKeys } from '../fleet/lists/list-key.ts';
import { openVault, type Vault } from '../vault/index.ts';
import type { Toolbox } from './toolbox.ts';

/** A toolbox over the data folder of a cloud, running or not. */
export interface OpenToolbox extends Toolbox {
  close(): Promise<void>;
}

/**
 * @param folder the cloud's data folder: `postgres/` and `keys/` lie in it
 * @param environment may name DATABASE_URL and the master keys
 */
export function openToolbox(folder: string, environment: NodeJS.ProcessEnv): OpenToolbox {
  let database: Promise<OpenDatabase> | undefined;
  let vault: Promise<Vault> | undefined;
  const open = () => {
    const options = { folder: join(folder, 'postgres'), url: environment.DATABASE_URL, environment };
    database ??= attachDatabase(options);
    return database;
  };
  return {
    now: () => new Date(),
    logins: async () => (await open()).logins,
    vault: () => {
      vault ??= openVault(join(folder, 'keys'), environment);
      return vault;
    },
    listKeys: {
      public: async () => (await openListKeys(join(folder, 'keys'), environment)).map(listPublicText),
      add: () => addListKey(join(folder, 'keys'), environment),
      retire: () => retireListKeys(join(folder, 'keys'), environment),
    },
    withDatabase: async (work) => {
      const db = connect((await open()).logins.jobs, { name: 'vratar command', max: 4 });
      return work(db).finally(() => db.destroy());
    },
    close: async () => (await database)?.stop(),
  };
}
