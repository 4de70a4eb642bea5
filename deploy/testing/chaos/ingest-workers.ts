import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokerRig } from './broker-rig.ts';
import { Supervised } from './service.ts';

const MAIN = new URL('../../../cloud-api/src/cli/main.ts', import.meta.url).pathname;

/** Processes of the role `ingest` on one shared subscription and one database. */
export function ingestWorkers(
  folder: string,
  count: number,
  broker: BrokerRig,
  databaseUrl: string,
): readonly Supervised[] {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'worker.yaml');
  // One folder, as one secret store: whoever sends lists must sign them with the same key.
  writeFileSync(
    config,
    `data: data\nroles: [ingest]\nbroker: { url: "mqtt://127.0.0.1:${broker.port}" }\nlog: info\n`,
  );
  const environment = { DATABASE_URL: databaseUrl };
  return Array.from({ length: count }, (_, index) =>
    Supervised.node(
      [MAIN, '--config', config, 'run'],
      join(folder, `worker-${index + 1}.log`),
      500,
      environment,
    ),
  );
}
