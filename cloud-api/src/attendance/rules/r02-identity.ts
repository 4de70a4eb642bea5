import type { EventFact } from '../fold/facts.ts';

/** Two different events under one identity: the second is not believed, and somebody has to look. */
export interface IntegrityAlarm {
  readonly gateway: string;
  readonly epoch: number;
  readonly seq: number;
}

export interface Identified {
  readonly events: readonly EventFact[];
  readonly alarms: readonly IntegrityAlarm[];
}

/** R2: each `(gateway, epoch, seq)` counts once; with different contents the first to arrive is kept. */
export function identify(events: readonly EventFact[]): Identified {
  const kept = new Map<string, Map<number, EventFact>>();
  let unique = 0;
  const alarms: IntegrityAlarm[] = [];
  let journalKey = '';
  let journalEpoch = -1;
  let journalGateway = '';
  let journal = new Map<number, EventFact>();
  for (const event of events) {
    if (event.gateway !== journalGateway || event.epoch !== journalEpoch) {
      journalGateway = event.gateway;
      journalEpoch = event.epoch;
      journalKey = `${journalEpoch}/${journalGateway}`;
      const known = kept.get(journalKey);
      journal = known ?? new Map();
      if (known === undefined) kept.set(journalKey, journal);
    }
    const earlier = journal.get(event.seq);
    if (earlier === undefined) {
      journal.set(event.seq, event);
      unique += 1;
      continue;
    }
    if (!samePayload(earlier, event))
      alarms.push({ gateway: event.gateway, epoch: event.epoch, seq: event.seq });
    if (arrival(event) < arrival(earlier)) journal.set(event.seq, event);
  }
  if (unique === events.length) return { events, alarms };
  return { events: [...kept.values()].flatMap((each) => [...each.values()]), alarms };
}

const arrival = (event: EventFact): number => event.receivedAt ?? Number.POSITIVE_INFINITY;

function samePayload(a: EventFact, b: EventFact): boolean {
  return (
    a.at === b.at &&
    a.kind === b.kind &&
    a.credential === b.credential &&
    a.direction === b.direction &&
    a.building === b.building &&
    a.boot === b.boot &&
    a.mono === b.mono &&
    a.clock === b.clock &&
    a.lane === b.lane &&
    a.reason === b.reason &&
    a.visitor === b.visitor &&
    a.assumed === b.assumed &&
    a.durableAt === b.durableAt &&
    a.attributes === b.attributes
  );
}
