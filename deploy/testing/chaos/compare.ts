import { type CoverageGap, coverageOf } from '@vratar/cloud-api/src/fleet/index.ts';
import { chainHash } from '@vratar/protocol/messages';
import { until } from '../until.ts';
import type { CloudRig } from './cloud-rig.ts';
import type { GatewayRig } from './gateway-rig.ts';
import type { Written } from './journal-file.ts';

/** What the cloud holds of one gateway, in the order of epoch and number. */
export interface Held {
  readonly epoch: number;
  readonly seq: number;
  readonly line: string;
  readonly hash: string;
}

export interface CloudContent {
  readonly events: readonly Held[];
  readonly marks: readonly { readonly epoch: number; readonly through: number; readonly hash: string }[];
  readonly holes: readonly { readonly epoch: number; readonly from: number; readonly through: number }[];
  readonly quarantined: number;
  readonly gaps: readonly CoverageGap[];
}

export function contentOf(cloud: CloudRig, gateway: string): Promise<CloudContent> {
  return cloud.withDatabase(async (db) => {
    const events = await db
      .selectFrom('event')
      .select(['epoch', 'seq', 'line', 'hash'])
      .where('gateway', '=', gateway)
      .orderBy('epoch')
      .orderBy('seq')
      .execute();
    const marks = await db.selectFrom('event_mark').selectAll().where('gateway', '=', gateway).execute();
    const holes = await db.selectFrom('event_hole').selectAll().where('gateway', '=', gateway).execute();
    const quarantine = await db
      .selectFrom('event_quarantine')
      .select('seq')
      .where('gateway', '=', gateway)
      .execute();
    const gaps = await coverageOf(db, [gateway], Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    return {
      events: events.map((event) => ({ ...event, hash: event.hash.toString('hex') })),
      marks: marks.map(({ epoch, through, hash }) => ({ epoch, through, hash: hash.toString('hex') })),
      holes: holes.map(({ epoch, from_seq: from, through_seq: through }) => ({ epoch, from, through })),
      quarantined: quarantine.length,
      gaps,
    };
  });
}

/**
 * Compares what gateways have in their journals with what the cloud holds of them.
 * @returns what is wrong, in words; nothing when every event is there once, in order, and every hole is named
 */
export function differences(content: CloudContent, journals: readonly (readonly Written[])[]): string[] {
  const { events, marks, holes, quarantined } = content;
  const wrong: string[] = [];
  const held = new Set(events.map((event) => event.hash));
  if (held.size !== events.length) wrong.push(`${events.length - held.size} events are held twice`);
  if (quarantined > 0) wrong.push(`${quarantined} events are in quarantine`);
  const inHole = (seq: number) => holes.some((hole) => hole.from <= seq && seq <= hole.through);
  for (const journal of journals) {
    const lost = journal.filter((event) => !held.has(event.hash) && !inHole(event.seq));
    if (lost.length > 0)
      wrong.push(`${lost.length} events of a journal are missing, the first is ${lost[0]!.seq}`);
  }
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    if (before === undefined || before.epoch !== event.epoch || before.seq + 1 !== event.seq) continue;
    if (chainHash(before.hash, event.line) !== event.hash)
      wrong.push(`event ${event.seq} follows another history`);
  }
  for (const { epoch, through } of marks) wrong.push(...unexplained(content, epoch, through));
  return wrong;
}

/** Numbers of an epoch that are neither held there, nor known from another epoch, nor in a named hole. */
function unexplained({ events, holes }: CloudContent, epoch: number, through: number): string[] {
  const explained = new Set(events.filter((event) => event.epoch <= epoch).map((event) => event.seq));
  for (const hole of holes) for (let seq = hole.from; seq <= hole.through; seq++) explained.add(seq);
  const missing = [];
  for (let seq = 1; seq <= through; seq++) if (!explained.has(seq)) missing.push(seq);
  if (missing.length === 0) return [];
  return [`epoch ${epoch} claims ${missing.length} events that nobody holds, the first is ${missing[0]}`];
}

/** Waits until the cloud holds everything that the gateway's journal has. */
export async function delivered(cloud: CloudRig, gateway: GatewayRig, ms: number): Promise<void> {
  await cloud.withDatabase((db) =>
    until(
      `${gateway.id} has delivered everything`,
      async () => {
        const { epoch, last, head } = await gateway.stand();
        const mark = await db
          .selectFrom('event_mark')
          .select(['through', 'hash'])
          .where('gateway', '=', gateway.id)
          .where('epoch', '=', epoch)
          .executeTakeFirst();
        if (mark?.through === last && mark.hash.toString('hex') === head) return true;
        throw new Error(`${mark?.through ?? 0} of ${last} in epoch ${epoch}`);
      },
      ms,
      200,
    ),
  );
}
