import { join } from 'node:path';
import { until } from '../until.ts';
import { CloudRig } from './cloud-rig.ts';
import { contentOf, delivered, differences } from './compare.ts';
import { fillJournal } from './fill-journal.ts';
import { GatewayRig } from './gateway-rig.ts';

const GATEWAY = 'month-offline';
const DAYS = 30;
const WITHIN_MS = 120_000;

export interface MonthResult {
  readonly events: number;
  /** From the link's start to the acknowledgement of everything. */
  readonly seconds: number;
  readonly wrong: readonly string[];
  /** Events that the cloud still lacked when it knew of a passage forced meanwhile. */
  readonly alarmAhead: number;
}

/** A gateway with a month in its journal meets its cloud for the first time. */
export async function monthOffline(folder: string, events: number): Promise<MonthResult> {
  const cloud = await CloudRig.create(join(folder, 'cloud'), [GATEWAY]);
  let gateway: GatewayRig | undefined;
  try {
    await cloud.start();
    gateway = await GatewayRig.install(GATEWAY, join(folder, GATEWAY), cloud.mqttPort);
    // It was installed once: a journal without its fire latch would be a latch that is set.
    gateway.gate.start();
    await (await gateway.connect('tool')).close();
    await gateway.gate.stop();
    fillJournal(gateway.data, events, DAYS, gateway.tokens);
    gateway.gate.start();
    await (await gateway.connect('tool')).close();
    const startedAt = performance.now();
    gateway.link.start();
    const alarmAhead = await forced(cloud, gateway);
    await delivered(cloud, gateway, 300_000);
    const seconds = (performance.now() - startedAt) / 1_000;
    const content = await contentOf(cloud, GATEWAY);
    const wrong = differences(content, [gateway.journal()]);
    return { events: content.events.length, seconds, wrong, alarmAhead };
  } finally {
    await gateway?.stop();
    await cloud.stop();
  }
}

/** Somebody forces the lane as soon as the backlog flows. @returns how far the alarm was ahead of the same event */
async function forced(cloud: CloudRig, { id, school }: GatewayRig): Promise<number> {
  return cloud.withDatabase(async (db) => {
    const through = async () =>
      (await db.selectFrom('event_mark').select('through').where('gateway', '=', id).executeTakeFirst())
        ?.through ?? 0;
    const known = () =>
      db
        .selectFrom('live_alarm')
        .select('seq')
        .where('gateway', '=', id)
        .where('kind', '=', 'passage_forced')
        .executeTakeFirst();
    await until('the backlog flows', async () => (await through()) > 0, WITHIN_MS, 20);
    school?.force();
    const alarm = await until('the cloud hears of the forced passage', known, WITHIN_MS, 10);
    return alarm.seq - (await through());
  });
}
