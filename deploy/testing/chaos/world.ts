import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../free-ports.ts';
import { BrokerRig } from './broker-rig.ts';
import { CloudRig } from './cloud-rig.ts';
import { GatewayRig } from './gateway-rig.ts';
import { PostgresRig } from './postgres-rig.ts';
import { SmallDisk } from './small-disk.ts';
import { TcpProxy } from './tcp-proxy.ts';

/** Whose disk is filled, restored and cloned, and whose gate is killed. */
const ROUGH = 'chaos-rough';
/** Whose gate runs undisturbed. */
const QUIET = 'chaos-quiet';
const DISK_MB = 32;

/** Two gateways and a cloud as real processes, and a network between them. */
export interface World {
  readonly cloud: CloudRig;
  readonly rough: GatewayRig;
  readonly quiet: GatewayRig;
  readonly networks: {
    readonly rough: TcpProxy;
    readonly quiet: TcpProxy;
    /** Of the cloud to broker and database, where they are apart. */
    readonly cloud: readonly TcpProxy[];
  };
  /** A broker apart. */
  readonly broker: BrokerRig | undefined;
  /** Of the rough gateway; undefined where nothing may be mounted. */
  readonly disk: SmallDisk | undefined;
  stop(): Promise<void>;
}

/** @param apart Mosquitto and PostgreSQL are servers of their own, or the cloud brings both */
export async function buildWorld(folder: string, apart: boolean, seed: number): Promise<World> {
  const cleanup: (() => unknown)[] = [];
  const stop = async () => {
    for (const act of cleanup.splice(0).reverse()) await act();
  };
  const proxy = async (target: number | string) => {
    const made = await TcpProxy.to(target);
    cleanup.push(() => made.stop());
    return made;
  };
  try {
    mkdirSync(folder, { recursive: true });
    const broker = apart ? await BrokerRig.start(folder, await freePort()) : undefined;
    if (broker) cleanup.push(() => broker.stop());
    const postgres = broker && (await PostgresRig.start(join(folder, 'postgres')));
    if (postgres) cleanup.push(() => postgres.stop());
    const ways = broker && postgres && [await proxy(broker.port), await proxy(postgres.socket)];
    const own = ways && {
      postgres,
      brokerPort: ways[0]!.port,
      databaseUrl: postgres.url(ways[1]!.port),
    };
    const cloud = await CloudRig.create(join(folder, 'cloud'), [ROUGH, QUIET], own);
    cleanup.push(() => cloud.stop());
    await cloud.start();
    const port = broker?.port ?? cloud.mqttPort;
    const networks = { rough: await proxy(port), quiet: await proxy(port), cloud: ways ?? [] };
    const disk = SmallDisk.mount(join(folder, ROUGH, 'edge'), DISK_MB);
    if (disk) cleanup.push(() => disk.unmount());
    const install = async (id: string, network: TcpProxy) => {
      const gateway = await GatewayRig.install(id, join(folder, id), network.port, { seed });
      cleanup.push(() => gateway.stop());
      await gateway.start();
      return gateway;
    };
    const rough = await install(ROUGH, networks.rough);
    const quiet = await install(QUIET, networks.quiet);
    return { cloud, rough, quiet, networks, broker, disk, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
