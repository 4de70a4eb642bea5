import { Compile } from 'typebox/compile';
import { Envelope } from '../messages/envelope.ts';
import type { LIMITS } from './limits.ts';

/** A stretch of the journal as it travels. `prev` and `head` are the journal's own chain values around it. */
export interface Batch {
  readonly epoch: number;
  readonly first: number;
  readonly prev: string;
  readonly head: string;
  /** 1 to {@link LIMITS.batchEvents} exact event lines. */
  readonly lines: readonly string[];
}

const isEnvelope = Compile(Envelope);

/** The text of a batch message: the envelope's line, then the events' lines. */
export function encodeBatch(batch: Batch, format: number): string {
  const { epoch, first, prev, head, lines } = batch;
  const envelope: Envelope = { v: format, epoch, first, count: lines.length, prev, head };
  return `${JSON.stringify(envelope)}\n${lines.join('\n')}`;
}

export type OpenedBatch =
  | { readonly ok: true; readonly envelope: Envelope; readonly body: string }
  | { readonly ok: false; readonly code: 'envelope_invalid' | 'format_unknown' };

/** Reads the envelope alone, so that a batch with anything in its events can still be answered. */
export function openBatch(text: string, formats: readonly number[]): OpenedBatch {
  const end = text.indexOf('\n');
  const envelope = end < 0 ? undefined : parseJson(text.slice(0, end));
  if (!isEnvelope.Check(envelope)) return { ok: false, code: 'envelope_invalid' };
  if (!formats.includes(envelope.v)) return { ok: false, code: 'format_unknown' };
  return { ok: true, envelope, body: text.slice(end + 1) };
}

/** The value of a JSON text, or undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
