import type { PoolClient } from 'pg';
import type { Incoming } from '../messages/incoming.ts';
import type { CoverageChange, StoredEvent } from '../stored.ts';
import { SILENT_MS } from './coverage.ts';
import { enrolGreeting } from './enrol.ts';
import { copyEvents } from './event-rows.ts';
import { saveGaps, saveHoles, saveQuarantine } from './losses.ts';
import { type GroupMarks, lockMarks, type MarkRow, saveMarks } from './marks.ts';
import { type GatewayNote, saveNotes } from './notes.ts';
import { type Plan, planMessage } from './plan.ts';
import { knownElsewhere } from './recognise.ts';

/** A message whose gateway is registered. */
export interface Registered {
  readonly message: Incoming;
  readonly school: string;
}

export interface GroupOutcome {
  readonly plans: readonly Plan[];
  readonly events: readonly StoredEvent[];
  readonly coverage: readonly CoverageChange[];
}

/**
 * Stores what the messages of several gateways bring, at most one message of each, in the open transaction of
 * `client`. The plans' answers may be sent once it has committed.
 *
 * @param partition table that takes events arriving now
 * @param now the cloud's clock, milliseconds since 1970
 */
export async function storeGroup(
  client: PoolClient,
  group: readonly Registered[],
  partition: string,
  now: number,
): Promise<GroupOutcome> {
  const marks = await lockMarks(
    client,
    group.map(({ message }) => message.gateway),
  );
  const plans: Plan[] = [];
  for (const { message } of group) {
    const known = await knownElsewhere(client, marks, message);
    plans.push(planMessage(marks.get(message.gateway)!, message, known, now));
  }
  const planned = group.map((registered, index) => ({ ...registered, plan: plans[index]! }));
  const events = planned.flatMap((one) => eventsOf(one, now));
  await saveMarks(client, planned.flatMap(markOf), now);
  await enrolGreeting(client, group);
  await copyEvents(client, partition, events);
  await saveQuarantine(client, planned, now);
  await saveHoles(client, planned, now);
  await saveGaps(client, planned, now);
  await saveNotes(client, planned.flatMap(noteOf), now);

  return { plans, events, coverage: planned.flatMap((one) => coverageOf(one, marks, now)) };
}

export interface Planned extends Registered {
  readonly plan: Plan;
}

function eventsOf({ plan, message, school }: Planned, receivedAt: number): StoredEvent[] {
  const epoch = plan.mark?.epoch;
  if (plan.events === undefined || epoch === undefined) return [];
  const { gateway } = message;
  return plan.events.map(({ event, hash, line }) => ({
    school,
    gateway,
    epoch,
    seq: event.seq,
    hash,
    line,
    event,
    receivedAt,
  }));
}

const markOf = ({ plan, message, school }: Planned): MarkRow[] =>
  plan.mark === undefined ? [] : [{ gateway: message.gateway, school, ...plan.mark }];

const noteOf = ({ plan, message, school }: Planned): GatewayNote[] =>
  plan.note === undefined ? [] : [{ gateway: message.gateway, school, ...plan.note }];

/** Where somebody may have taken the gateway for silent, and where events are lost; an ordinary minute changes nothing. */
function coverageOf({ plan, message, school }: Planned, marks: GroupMarks, now: number): CoverageChange[] {
  const mark = plan.mark?.mark;
  const until = mark?.last?.at;
  if (mark === undefined || until === undefined) return [];
  const { gateway } = message;
  const before = marks.get(gateway)?.get(plan.mark!.epoch);
  const from = before?.last?.at;
  const lost = (plan.gaps ?? []).map((gap) => gap.from?.at ?? from ?? until);
  if (mark.missing && before?.missing !== true) lost.push(until);
  if (lost.length > 0 && from !== undefined)
    return [{ school, gateway, from: Math.min(from, ...lost), until }];
  if (from === until || (from !== undefined && now - from <= SILENT_MS)) return [];
  return [{ school, gateway, from, until }];
}
