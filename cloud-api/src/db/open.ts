import { assertRoles } from './assert-roles.ts';
import { startEmbedded } from './embedded/server.ts';
import { setUpEmbedded } from './embedded/set-up.ts';
import { externalLogins } from './external.ts';
import type { Logins } from './logins.ts';
import { migrate } from './migrate.ts';

/** A database that is up, migrated and reachable. */
export interface OpenDatabase {
  readonly logins: Logins;
  /** `embedded` is ours to stop. */
  readonly kind: 'embedded' | 'external';
  /** Resolves when an embedded server ends by itself; the process should then stop and be started again. */
  readonly lost: Promise<void>;
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  /** Folder of the embedded server. */
  readonly folder: string;
  /** A server of yours instead. */
  readonly url?: string | undefined;
  /** Where `DATABASE_URL_API` and its like are looked up. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Starts or reaches the database and brings its schema up to date. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  if (options.url !== undefined && options.url !== '') {
    const logins = externalLogins(options.url, options.environment);
    await migrate(logins);
    await assertRoles(logins);
    return { logins, kind: 'external', lost: new Promise(() => undefined), stop: async () => undefined };
  }
  const server = await startEmbedded({ folder: options.folder });
  try {
    const logins = await setUpEmbedded(server);
    await migrate(logins);
    const lost = server.exited.then(({ expected }) =>
      expected ? new Promise<void>(() => undefined) : undefined,
    );
    return { logins, kind: 'embedded', lost, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
