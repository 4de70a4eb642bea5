import {
  type Ack,
  answerTo,
  FORMATS,
  type Gone,
  type Hello,
  type InspectedEvent,
  judgeBatch,
  judgeGone,
  MARK_START,
  type Mark,
  type Welcome,
  welcome,
} from '@vratar/protocol/delivery';
import type { Incoming, IncomingBatch } from '../messages/incoming.ts';
import { follow, type Gap, type MarkState, narrow } from './coverage.ts';

/** A condition of a gateway's delivery that an operator should see. */
export interface Note {
  readonly code: string;
  readonly detail: string;
}

/** All watermarks of one gateway, by epoch. */
export type MarkStates = ReadonlyMap<number, MarkState>;

/** What one message changes. Nothing of it is true before the transaction commits. */
export interface Plan {
  readonly answer:
    | { readonly kind: 'ack'; readonly message: Ack }
    | { readonly kind: 'welcome'; readonly message: Welcome };
  /** New watermark of an epoch. */
  readonly mark?: { readonly epoch: number; readonly mark: MarkState };
  readonly gaps?: readonly Gap[];
  readonly events?: readonly InspectedEvent[];
  readonly quarantine?: {
    readonly seq: number;
    readonly code: string;
    readonly hash: string;
    readonly prev: string;
    readonly body: Buffer;
  };
  readonly hole?: { readonly from: number; readonly through: number };
  readonly note?: Note;
}

/**
 * Decides what a message changes.
 *
 * @param marks the gateway's watermarks, locked
 * @param known chain values that other epochs of this gateway hold in the message's stretch
 * @param now the cloud's clock when it answers, milliseconds since 1970
 */
export function planMessage(
  marks: MarkStates,
  message: Incoming,
  known: ReadonlySet<string>,
  now: number,
): Plan {
  switch (message.kind) {
    case 'hello':
      return planHello(marks, message.hello, now);
    case 'gone':
      return planGone(marks, message.gone, known.has(message.gone.hash));
    case 'batch':
      return planBatch(marks, message, known);
  }
}

function planHello(marks: MarkStates, hello: Hello, now: number): Plan {
  const answer = { kind: 'welcome', message: welcome(marks, hello, FORMATS, now) } as const;
  const newest = Math.max(0, ...marks.keys());
  if (!marks.has(hello.epoch)) {
    const register = { answer, mark: { epoch: hello.epoch, mark: START } };
    if (newest === 0) return register;
    return {
      ...register,
      note: { code: 'history_forked', detail: `epoch ${hello.epoch} follows ${newest}` },
    };
  }
  if (hello.epoch === newest) return { answer };
  const detail = `epoch ${hello.epoch} is alive beside ${newest}: two gateways share this identity`;
  return { answer, note: { code: 'gateway_cloned', detail } };
}

const START: MarkState = { ...MARK_START, last: undefined, missing: false };

function planGone(marks: MarkStates, gone: Gone, known: boolean): Plan {
  const { epoch, from, through } = gone;
  const verdict = judgeGone(marks, gone, known);
  const asked = { epoch, first: from, count: through - from + 1 };
  const answer = { kind: 'ack', message: answerTo(marks, asked, verdict) } as const;
  switch (verdict.kind) {
    case 'duplicate':
      return { answer };
    case 'out_of_step':
      return { answer, note: { code: verdict.code, detail: `gone ${from} to ${through} of epoch ${epoch}` } };
    case 'recognised':
      return { answer, mark: { epoch, mark: passed(marks, epoch, verdict.mark, false) } };
    case 'hole': {
      const hole = { from: verdict.from, through: verdict.through };
      const note = {
        code: 'events_lost',
        detail: `events ${hole.from} to ${hole.through} of epoch ${epoch}`,
      };
      return { answer, mark: { epoch, mark: passed(marks, epoch, verdict.mark, true) }, hole, note };
    }
  }
}

/** The watermark after events that nobody could read. */
function passed(marks: MarkStates, epoch: number, mark: Mark, missing: boolean): MarkState {
  const { last, missing: before } = marks.get(epoch) ?? START;
  return { ...mark, last, missing: missing || before };
}

function planBatch(marks: MarkStates, message: IncomingBatch, known: ReadonlySet<string>): Plan {
  const { envelope, inspection, body } = message;
  const { epoch, first } = envelope;
  const verdict = judgeBatch(marks, envelope, () => inspection);
  const answer = { kind: 'ack', message: answerTo(marks, envelope, verdict) } as const;
  const detail = `event ${first} of epoch ${epoch}`;
  switch (verdict.kind) {
    case 'duplicate':
      return { answer };
    case 'reject':
      return { answer, note: { code: verdict.code, detail } };
    case 'out_of_step':
      return { answer, note: { code: verdict.code, detail } };
    case 'quarantine': {
      const { code, mark } = verdict;
      const quarantine = { seq: first, code, hash: mark.hash, prev: envelope.prev, body };
      const note = { code, detail };
      const after = { epoch, mark: passed(marks, epoch, mark, true) };
      return known.has(mark.hash) ? { answer, mark: after } : { answer, mark: after, quarantine, note };
    }
    case 'store': {
      const fresh = inspection.ok ? inspection.events.slice(verdict.from) : [];
      const events = known.size === 0 ? fresh : fresh.filter((event) => !known.has(event.hash));
      const { last, missing, gaps } = follow(marks.get(epoch) ?? START, fresh);
      const others = [...marks]
        .filter(([other]) => other !== epoch)
        .sort(([a], [b]) => a - b)
        .map(([, mark]) => mark);
      const [first] = fresh;
      // What another epoch holds, too, begins nothing.
      const isCopy = first !== undefined && known.has(first.hash);
      const found = gaps.filter(({ cause }) => cause !== 'first' || !isCopy);
      return {
        answer,
        mark: { epoch, mark: { ...verdict.mark, last, missing } },
        events,
        gaps: found.map((gap) => narrow(gap, others)),
      };
    }
  }
}
