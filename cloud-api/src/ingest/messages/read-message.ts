import { FORMATS, Gone, Hello, inspectEvents, LIMITS, openBatch } from '@vratar/protocol/delivery';
import { Compile } from 'typebox/compile';
import type { Incoming } from './incoming.ts';

const isHello = Compile(Hello);
const isGone = Compile(Gone);

export type ReadMessage =
  | { readonly ok: true; readonly message: Incoming }
  | {
      readonly ok: false;
      readonly code: 'message_too_long' | 'message_invalid' | 'envelope_invalid' | 'format_unknown';
    };

/** Reads a delivery message of a gateway: size, JSON, schema. Nothing is believed of it yet. */
export function readMessage(
  kind: 'hello' | 'events' | 'gone',
  gateway: string,
  payload: Buffer,
  receivedAt: number,
): ReadMessage {
  if (payload.length > LIMITS.messageBytes) return { ok: false, code: 'message_too_long' };
  const text = payload.toString('utf8');
  if (kind === 'events') return readBatch(gateway, payload, text, receivedAt);
  const value = jsonOf(text);
  if (kind === 'hello' && isHello.Check(value)) {
    return { ok: true, message: { kind, gateway, receivedAt, hello: value } };
  }
  if (kind === 'gone' && isGone.Check(value) && value.from <= value.through) {
    return { ok: true, message: { kind, gateway, receivedAt, gone: value } };
  }
  return { ok: false, code: 'message_invalid' };
}

function readBatch(gateway: string, payload: Buffer, text: string, receivedAt: number): ReadMessage {
  const opened = openBatch(text, FORMATS);
  if (!opened.ok) return opened;
  const { envelope } = opened;
  const inspection = inspectEvents(envelope, opened.body);
  const body = payload.subarray(payload.indexOf('\n') + 1);
  return { ok: true, message: { kind: 'batch', gateway, receivedAt, envelope, body, inspection } };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
