import { join } from 'node:path';
import { CloudRig } from './cloud-rig.ts';
import { contentOf, delivered, differences } from './compare.ts';
import { fillJournal } from './fill-journal.ts';
import { GatewayRig } from './gateway-rig.ts';

const GATEWAY = 'month-offline';
const DAYS = 30;

export interface MonthResult {
  readonly events: number;
  /** From the link's start to the acknowledgement of everything. */
  readonly seconds: number;
  readonly wrong: readonly string[];
}

/** A gateway with a month in its journal meets its cloud for the first time. */
export async function monthOffline(folder: string, events: number): Promise<MonthResult> {
  const cloud = await CloudRig.create(join(folder, 'cloud'), [GATEWAY]);
  let gateway: GatewayRig | undefined;
  try {
    await cloud.start();
    gateway = await GatewayRig.install(GATEWAY, join(folder, GATEWAY), cloud.mqttPort);
    fillJournal(gateway.data, events, DAYS, gateway.tokens);
    gateway.gate.start();
    await (await gateway.connect('tool')).close();
    const startedAt = performance.now();
    gateway.link.start();
    await delivered(cloud, gateway, 300_000);
    const seconds = (performance.now() - startedAt) / 1_000;
    const content = await contentOf(cloud, GATEWAY);
    return { events: content.events.length, seconds, wrong: differences(content, [gateway.journal()]) };
  } finally {
    await gateway?.stop();
    await cloud.stop();
  }
}
