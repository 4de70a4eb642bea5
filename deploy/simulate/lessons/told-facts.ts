import type { JournalEvent } from '@vratar/protocol/messages';
import type { ClockFact, CoverageGap, EventFact } from '../../../cloud-api/src/attendance/fold/facts.ts';
import { DEFAULT_RULE_SETTINGS } from '../../../cloud-api/src/attendance/fold/settings.ts';
import {
  type ClockBook,
  clockBook,
  correctedTime,
  isFromTheFuture,
} from '../../../cloud-api/src/attendance/rules/r14-clock.ts';
import { gapEnds, type ToldGap } from '../../../cloud-api/src/attendance/rules/r14-gap.ts';
import { stepFacts } from '../../../cloud-api/src/attendance/rules/r14-step.ts';
import { eventFact } from '../../../cloud-api/src/attendance/store/event-fact.ts';
import { follow, type Gap, type Moment } from '../../../cloud-api/src/ingest/group/coverage.ts';
import type { CloudEvent } from '../gateway/cloud.ts';
import { type Morning, UTC_BASE } from '../world/morning.ts';
import type { DeliveryPlan } from './delivery-plan.ts';

export const GATEWAY = 'g1';
export const SITE = 'site';
/** The cloud's measurement of a clock is as good as this. */
const WITHIN_MS = 50;
const FUTURE_MS = DEFAULT_RULE_SETTINGS.futureMs;

/** An event as it leaves the gateway. */
export interface ToldEvent {
  /** With the time that the device believed. */
  readonly event: JournalEvent;
  /** True time, ms of the morning. */
  readonly time: number;
  readonly receivedAt: number;
  /** The cloud cannot read it. */
  readonly isLost: boolean;
}

/** What the cloud can read of the morning's journal. */
export interface Told {
  /** All that was sent, in its order. */
  readonly sent: readonly ToldEvent[];
  /** Ms of the morning at which each boot began. */
  readonly boots: ReadonlyMap<string, number>;
  readonly events: readonly EventFact[];
  readonly clocks: readonly ClockFact[];
  readonly gaps: readonly CoverageGap[];
  /** Sequence numbers among `events`, and of those whose time can be known. */
  readonly seqs: ReadonlySet<number>;
  readonly dated: ReadonlySet<number>;
}

/** Loses events, and shifts clocks, as the plan says; then finds the gaps as the cloud's ingest does. */
export function tellFacts(morning: Morning, plan: DeliveryPlan): Told {
  const boots = bootsOf(morning);
  const lost = lostSeqs(morning.cloud.events, plan);
  const timeOf = ({ boot, mono }: JournalEvent): number => boots.get(boot)! + mono;
  const told = morning.cloud.events.map(({ event, receivedAt }) => ({
    event: byItsClock(event, timeOf(event), plan),
    time: timeOf(event),
    receivedAt,
    isLost: lost.has(event.seq),
  }));
  const clocks = [
    ...[...boots].flatMap(([boot, bootedAt]) => measured(boot, bootedAt, plan)),
    ...stepsOf(told),
  ];
  const book = clockBook(clocks);
  const events = told
    .filter(({ isLost }) => !isLost)
    .map(({ event, receivedAt }) =>
      eventFact({ gateway: GATEWAY, epoch: 1, seq: event.seq, event, receivedAt }, SITE),
    );
  return {
    sent: told,
    boots,
    events,
    clocks,
    gaps: gapsOf(told, book),
    seqs: new Set(events.map(({ seq }) => seq)),
    dated: datedSeqs(told, plan),
  };
}

/** Clock ms at which each boot began: an event is handed to the disk as soon as it is thought of. */
function bootsOf(morning: Morning): ReadonlyMap<string, number> {
  const boots = new Map<string, number>();
  for (const { event } of morning.cloud.events) {
    const began = morning.durable[event.seq - 1]!.createdAt - event.mono;
    boots.set(event.boot, Math.min(began, boots.get(event.boot) ?? began));
  }
  return boots;
}

const numberOf = (boot: string): number => Number(boot.replace('boot', ''));

/** @param time ms of the morning */
function byItsClock(event: JournalEvent, time: number, plan: DeliveryPlan): JournalEvent {
  const clock = plan.clockOf(numberOf(event.boot));
  if (clock.kind === 'right') return event;
  if (clock.kind === 'measured') return { ...event, at: event.at + clock.offsetMs };
  if (clock.kind === 'jumped') return time < clock.at ? event : { ...event, at: event.at + clock.offsetMs };
  return { ...event, at: Math.round(time), clock: 'unsynced' };
}

/**
 * What can be dated is said by the plan, and not by the rules that are judged: a measurement dates all of its boot; of a
 * clock that jumped, what was told before shows the jump, since the rest arrives too early to be that far ahead.
 */
function datedSeqs(told: readonly ToldEvent[], plan: DeliveryPlan): ReadonlySet<number> {
  const read = told.filter(({ isLost }) => !isLost);
  const boots = new Set<string>();
  for (const { event, time } of read) {
    const clock = plan.clockOf(numberOf(event.boot));
    if (clock.kind === 'jumped' ? time < clock.at : clock.kind !== 'never') boots.add(event.boot);
  }
  return new Set(read.filter(({ event }) => boots.has(event.boot)).map(({ event }) => event.seq));
}

/** Where the cloud sees that a clock was stepped. */
function stepsOf(told: readonly ToldEvent[]): ClockFact[] {
  const facts: ClockFact[] = [];
  eachGap(told, ({ from, until }, receivedAt) => {
    facts.push(...stepFacts({ gateway: GATEWAY, from, until, receivedAt }));
  });
  return facts;
}

/** Calls for each gap that ingest finds between what it can read. */
function eachGap(told: readonly ToldEvent[], call: (gap: Gap, receivedAt: number) => void) {
  let last: Moment | undefined;
  let missing = false;
  for (const each of told) {
    if (each.isLost) {
      missing = true;
      continue;
    }
    const covered = follow({ last, missing }, [{ line: '', hash: '', event: each.event }]);
    for (const gap of covered.gaps) call(gap, each.receivedAt);
    ({ last, missing } = covered);
  }
  return { last, missing };
}

/** Whether the cloud ever measured the clock of that boot; the gate's own steps are found by the same measurement. */
export const isMeasured = (boot: string, plan: DeliveryPlan): boolean =>
  !['never', 'jumped'].includes(plan.clockOf(numberOf(boot)).kind);

function measured(boot: string, bootedAt: number, plan: DeliveryPlan): ClockFact[] {
  if (!isMeasured(boot, plan)) return [];
  return [{ gateway: GATEWAY, boot, trueAt: UTC_BASE + bootedAt, mono: 0, withinMs: WITHIN_MS }];
}

/** Each run begins with a passage: whatever else is lost says less. */
function lostSeqs(events: readonly CloudEvent[], plan: DeliveryPlan): ReadonlySet<number> {
  const passages = events.filter(({ event }) => event.kind === 'passage');
  const lost = new Set<number>();
  for (const { where, length } of plan.lost) {
    const first = passages[Math.floor(where * passages.length)];
    if (first === undefined) continue;
    const end = Math.min(first.seq + length, events.length + 1);
    for (let seq = first.seq; seq < end; seq += 1) lost.add(seq);
  }
  return lost;
}

/** As the cloud dates what it stored. */
function gapsOf(told: readonly ToldEvent[], book: ClockBook): CoverageGap[] {
  const read = told
    .filter(({ isLost }) => !isLost)
    .map(({ event, receivedAt }) =>
      eventFact({ gateway: GATEWAY, epoch: 1, seq: event.seq, event, receivedAt }, SITE),
    );
  const dated = ({ from, until, receivedAt }: Omit<ToldGap, 'gateway'>, beforeSeq: number): CoverageGap => {
    const ends = gapEnds({ gateway: GATEWAY, from, until, receivedAt }, book, FUTURE_MS);
    const before = read.findLast((event) => {
      const at = correctedTime(event, book);
      const isKnown = at !== undefined && at <= ends.until && !isFromTheFuture(event, at, FUTURE_MS);
      return event.seq < beforeSeq && isKnown;
    });
    const last = (before && correctedTime(before, book)) ?? Number.NEGATIVE_INFINITY;
    const begins = ends.from ?? Number.NEGATIVE_INFINITY;
    const isOpen = ends.from === undefined || ends.guessed === true;
    return { gateway: GATEWAY, from: isOpen ? Math.max(begins, last) : begins, until: ends.until };
  };
  const gaps: CoverageGap[] = [];
  const { last, missing } = eachGap(told, ({ cause, from, until, beforeSeq }, receivedAt) => {
    if (cause !== 'step') gaps.push(dated({ from, until, receivedAt }, beforeSeq));
  });
  const receivedAt = told.findLast(({ isLost }) => !isLost)?.receivedAt ?? 0;
  // Behind the last event that was read nothing is known.
  if (missing) gaps.push(dated({ from: last, until: undefined, receivedAt }, Number.POSITIVE_INFINITY));
  return gaps;
}
