import { Compile } from 'typebox/compile';
import type { Envelope } from '../messages/envelope.ts';
import { JournalEvent } from '../messages/event.ts';
import { chainHash } from '../messages/hash-chain.ts';
import { parseJson } from './batch.ts';

/** One event that is what it claims to be. */
export interface InspectedEvent {
  readonly line: string;
  /** Chain value at this event. */
  readonly hash: string;
  readonly event: JournalEvent;
}

/** What can be wrong with the events of a batch. */
export type EventFault =
  | 'count_mismatch'
  | 'chain_broken'
  | 'event_not_json'
  | 'event_invalid'
  | 'event_misnumbered'
  /** The cloud's database refuses it for what it says. */
  | 'event_unstorable';

export type Inspection =
  | { readonly ok: true; readonly events: readonly InspectedEvent[] }
  | { readonly ok: false; readonly code: EventFault };

const isEvent = Compile(JournalEvent);

/** Checks every event of a batch: number, JSON, schema, sequence, and the hash chain from `prev` to `head`. */
export function inspectEvents(envelope: Envelope, body: string): Inspection {
  const lines = body.split('\n');
  if (lines.length !== envelope.count) return { ok: false, code: 'count_mismatch' };
  const events: InspectedEvent[] = [];
  let hash = envelope.prev;
  for (const [index, line] of lines.entries()) {
    const event = parseJson(line);
    if (event === undefined) return { ok: false, code: 'event_not_json' };
    if (!isEvent.Check(event) || !isStorable(line)) return { ok: false, code: 'event_invalid' };
    if (event.seq !== envelope.first + index) return { ok: false, code: 'event_misnumbered' };
    hash = chainHash(hash, line);
    events.push({ line, hash, event });
  }
  return hash === envelope.head ? { ok: true, events } : { ok: false, code: 'chain_broken' };
}

/** A NUL, which no text column holds, can only stand in a JSON text as an escape. */
const isStorable = (line: string): boolean => !line.includes('\\u0000');
