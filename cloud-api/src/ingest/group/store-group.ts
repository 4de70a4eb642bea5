import type { PoolClient } from 'pg';
import type { Incoming } from '../messages/incoming.ts';
import type { CoverageChange, StoredEvent } from '../stored.ts';
import { type Moment, SILENT_MS } from './coverage.ts';
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
  if (plan.mark === undefined) return [];
  const { epoch, mark } = plan.mark;
  const { gateway } = message;
  const before = marks.get(gateway)?.get(epoch);
  const gap = { school, gateway, epoch, what: 'gap', receivedAt: now } as const;
  const changes: CoverageChange[] = (plan.gaps ?? []).map(({ from, until, beforeSeq }) => ({
    ...gap,
    from,
    until,
    beforeSeq,
  }));
  if (mark.missing && before?.missing !== true)
    changes.push({ ...gap, from: mark.last, until: undefined, beforeSeq: mark.through + 1 });
  if (endsSilence(before?.last, mark.last, now)) {
    const beforeSeq = (before?.through ?? 0) + 1;
    changes.push({ ...gap, what: 'heard', from: before?.last, until: mark.last, beforeSeq });
  }
  return changes;
}

/** By the device's clock: for one that is wrong, either way, whoever corrects it has to tell. */
function endsSilence(from: Moment | undefined, until: Moment | undefined, now: number): boolean {
  if (until === undefined) return false;
  if (from === undefined) return true;
  const hasMoved = from.boot !== until.boot || from.mono !== until.mono;
  return hasMoved && Math.abs(now - from.at) > SILENT_MS;
}
