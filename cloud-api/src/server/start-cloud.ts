import { join } from 'node:path';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { connect, connectPool, kyselyOver, openDatabase } from '../db/index.ts';
import { FleetDesk, ListKeys } from '../fleet/index.ts';
import { Ingest, Tally } from '../ingest/index.ts';
import { openVault } from '../vault/index.ts';
import { buildApp } from './build-app.ts';
import type { Capability, CloudParts } from './capability.ts';
import { listenHttp } from './listen-http.ts';
import type { LoadedConfig } from './load-config.ts';
import { type OpenBus, openBus } from './open-bus.ts';
import { outsideParts } from './outside-parts.ts';
import { startWorker } from './start-worker.ts';
import { Teardown } from './teardown.ts';

export interface StartOptions extends LoadedConfig {
  readonly environment: NodeJS.ProcessEnv;
  readonly capabilities: readonly Capability[];
  readonly log: Logger;
}

export interface RunningCloud {
  /** Where the API listens; undefined without the role `api`. */
  readonly http: string | undefined;
  /** Port of the embedded broker. */
  readonly mqttPort: number | undefined;
  /** Resolves when something that cannot be healed here has ended: stop, and let the supervisor start anew. */
  readonly lost: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the roles of the configuration, in the order in which they need one another; what was started is stopped if one fails. */
export async function startCloud(options: StartOptions): Promise<RunningCloud> {
  const teardown = new Teardown();
  try {
    return await start(options, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

async function start(options: StartOptions, teardown: Teardown): Promise<RunningCloud> {
  const { config, data, folder, environment, capabilities, log } = options;
  const has = (role: 'api' | 'ingest' | 'jobs') => config.roles.includes(role);
  const url = environment.DATABASE_URL || config.database.url;
  const database = await openDatabase({ folder: join(data, 'postgres'), url, environment });
  teardown.add('database', () => database.stop());
  let stopping = false;
  const onError = (error: Error) => {
    // What still idles when the embedded server is stopped is cut off: nothing to tell.
    if (!stopping) log.warn({ why: error.message }, 'a connection to the database has broken');
  };
  const apiPool = connectPool(database.logins.api, { name: 'vratar api', onError });
  const api = kyselyOver(apiPool);
  const jobs = connect(database.logins.jobs, { name: 'vratar jobs', max: 5, onError });
  teardown.add('connections', async () => void (await Promise.all([api.destroy(), jobs.destroy()])));
  const vault = await openVault(join(data, 'keys'), environment);
  await vault.prepare(jobs);
  const listKeys = await ListKeys.open(join(data, 'keys'), environment);

  let open: OpenBus | undefined;
  const parts: CloudParts = {
    api,
    apiPool,
    jobs,
    vault,
    listKeys,
    log,
    now: () => new Date(),
    toGateway: (topic, payload) => open?.bus.publish(topic, payload, true),
    ...outsideParts(config, environment, teardown),
  };
  const counts = new Tally();
  if (has('ingest')) {
    const pool = connectPool(database.logins.ingest, { name: 'vratar ingest', max: 5, onError });
    teardown.add('ingest connections', () => pool.end());
    const hooks = capabilities.flatMap(({ hook }) => (hook === undefined ? [] : [hook(parts)]));
    const desk = new FleetDesk({
      pool,
      databaseUrl: database.logins.ingest,
      listKeys,
      publish: (topic, payload) => open?.bus.publish(topic, payload, true),
      log: log.child({ part: 'fleet' }),
      tally: counts,
      onRegister: () => ingest.registerChanged(),
    });
    const ingest = new Ingest({
      pool,
      hooks,
      log: log.child({ part: 'ingest' }),
      tally: counts,
      others: (...message) => desk.take(...message),
    });
    const settings = config.broker;
    const onRefused = (code: string, gateway?: string, from?: string) => {
      counts.add(code);
      if (code === 'gateway_retired' && gateway !== undefined) ingest.triedInVain(gateway, from);
    };
    const { listener, admits } = ingest;
    // Before anybody can connect: a retired gateway is not let in for the time of a start.
    await ingest.registerChanged();
    open = await openBus({ settings, environment, folder, log, listener, admits, onRefused });
    teardown.add('broker', () => open!.bus.stop());
    teardown.add('fleet', () => desk.stop());
    await desk.start();
    await ingest.start(open.bus);
    teardown.add('ingest', () => ingest.stop());
  }
  if (has('jobs')) {
    const worker = await startWorker(database.logins.jobs, capabilities, parts);
    teardown.add('jobs', worker.stop);
  }
  let http: string | undefined;
  if (has('api')) {
    const health = {
      database: () => sql`select 1`.execute(api),
      broker: () => open?.bus.connected,
      counts: () => counts.all(),
    };
    const app = await buildApp({ parts, health, capabilities, log });
    teardown.add('api', () => app.close());
    http = await listenHttp(app, config.http);
  }
  return {
    http,
    mqttPort: open?.port,
    lost: database.lost,
    stop: () => {
      stopping = true;
      return teardown.run();
    },
  };
}
