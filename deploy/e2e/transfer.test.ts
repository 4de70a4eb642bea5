import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DEMO, inventSchool, type SchoolPlan, seedSchool } from '@vratar/cloud-api/src/demo-school/index.ts';
import { addDays } from '@vratar/cloud-api/src/people/index.ts';
import { transferStudent } from '@vratar/cloud-api/src/roster/index.ts';
import { openVault, type Vault } from '@vratar/cloud-api/src/vault/index.ts';
import { localDate } from '@vratar/edge-agent/src/gate/local-date.ts';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import { cardOfUid } from '@vratar/protocol/cards';
import type { JournalEvent } from '@vratar/protocol/messages';
import { CloudRig } from '../testing/chaos/cloud-rig.ts';
import { GatewayRig } from '../testing/chaos/gateway-rig.ts';
import { uidOf } from '../testing/gate/cards.ts';
import { until } from '../testing/until.ts';

const TODAY = localDate(Date.now(), 'Europe/Sofia');
const CODES = { old: '9999961', new: '9999962' } as const;
type Which = keyof typeof CODES;

const folder = mkdtempSync(join(tmpdir(), 'vratar-transfer-'));
const outcomes: Record<Which, string[]> = { old: [], new: [] };
const watches: GateClient[] = [];
const gateways = new Map<Which, GatewayRig>();
const schools = new Map<Which, string>();
let cloud: CloudRig;
let vault: Vault;
let plan: SchoolPlan;

/** Two schools in one cloud, a lane in each; before both stands the same pupil of the old one, with one card. */
before(async () => {
  cloud = await CloudRig.create(join(folder, 'cloud'), []);
  vault = await openVault(join(cloud.data, 'keys'), {});
  const listKey = await cloud.listPublicKey();
  const siteKeys = await cloud.withDatabase(async (db) => [await seed(db, 'old'), await seed(db, 'new')]);
  for (const [index, which] of (['old', 'new'] as const).entries()) {
    const siteKey = Buffer.from(siteKeys[index]!, 'base64url').toString('hex');
    const place = join(folder, which);
    const installed = { listKey, siteKey, cards: 1, seed: index + 1 };
    gateways.set(which, await GatewayRig.install(`gateway-${which}`, place, cloud.mqttPort, installed));
  }
  await cloud.start();
  await Promise.all([...gateways.values()].map((gateway) => gateway.start()));
});
after(async () => {
  for (const gate of watches) await gate.close();
  await Promise.all([...gateways.values()].map((gateway) => gateway.stop()));
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Db = Parameters<Parameters<CloudRig['withDatabase']>[0]>[0];

/** @returns the key of its site, base64url */
async function seed(db: Db, which: Which): Promise<string> {
  // The school year has always begun, whatever day it is.
  const startYear = Number(addDays(TODAY, -270).slice(0, 4));
  const size = {
    ...DEMO,
    code: CODES[which],
    seed: which === 'old' ? 1 : 2,
    classes: 1,
    studentsPerClass: 4,
  };
  const invented = inventSchool({ ...size, startYear });
  const written = which === 'old' ? withCard(invented) : invented;
  if (which === 'old') plan = written;
  const place = { gateway: `gateway-${which}`, lanes: ['lane-1'] };
  const { school, siteKey } = await seedSchool(db, vault, written, place, new Date());
  schools.set(which, school);
  return siteKey;
}

/** The first pupil carries the card that the simulated lane is shown. */
function withCard(invented: SchoolPlan): SchoolPlan {
  const read = cardOfUid(Buffer.from(uidOf(0), 'hex'));
  assert.ok(read.ok);
  const [first, ...rest] = invented.classes;
  const [pupil, ...others] = first!.students;
  const card = { card: read.card, type: 'card', label: 'the one', fate: 'issued' } as const;
  const students = [{ ...pupil!, passOnly: false, cards: [card] }, ...others];
  return { ...invented, classes: [{ ...first!, students }, ...rest] };
}

/** What the gate makes of each tap from now on. */
async function watch(which: Which): Promise<void> {
  const gate = await gateways.get(which)!.connect('tool');
  watches.push(gate);
  const listed = async () => (await gate.request('status', {})).list.version > 0;
  await until('the list is there', listed, 120_000);
  await gate.subscribe(['event'], (_topic, body) => {
    const { kind, reason } = (body as { event: JournalEvent }).event;
    if (kind === 'granted' || kind === 'denied') outcomes[which].push(reason ?? kind);
  });
}

const comes = (which: Which, outcome: string): Promise<unknown> =>
  until(`${outcome} at the ${which} school`, async () => outcomes[which].at(-1) === outcome, 60_000);

test('M3: a transferred pupil is refused at the old school and let in at the new one, by their real gates', async () => {
  for (const [which, gateway] of gateways) {
    await watch(which);
    gateway.school!.walk();
  }
  await comes('old', 'granted');
  await comes('new', 'card_unknown');

  const identifier = plan.classes[0]!.students[0]!.profile.identifier!;
  await cloud.withDatabase(async (db) => {
    const toSchool = schools.get('new')!;
    const to = await db
      .selectFrom('class')
      .select('id')
      .where('school', '=', toSchool)
      .executeTakeFirstOrThrow();
    const transfer = { identifier, identifierType: 0, toSchool, toClass: to.id, firstDay: TODAY } as const;
    await transferStudent(db, vault, transfer, new Date());
  });
  await comes('old', 'not_enrolled');
  await comes('new', 'granted');
  for (const gateway of gateways.values()) await gateway.school!.rest();
});
