import { GatewayState, LIMITS, LiveAlarm } from '@vratar/protocol/delivery';
import { JournalEvent } from '@vratar/protocol/messages';
import { Compile } from 'typebox/compile';

const isState = Compile(GatewayState);
const isAlarm = Compile(LiveAlarm);
const isEvent = Compile(JournalEvent);

/** An alarm with the event that it is a copy of. */
export interface ReadAlarm {
  readonly epoch: number;
  readonly line: string;
  readonly event: JournalEvent;
}

/** @returns undefined for anything that is not a state */
export function readState(payload: Buffer): GatewayState | undefined {
  const value = jsonOf(payload);
  return isState.Check(value) ? value : undefined;
}

/** @returns undefined for anything that is not an alarm with an event inside */
export function readAlarm(payload: Buffer): ReadAlarm | undefined {
  const value = jsonOf(payload);
  if (!isAlarm.Check(value)) return undefined;
  const event = jsonOf(Buffer.from(value.line));
  return isEvent.Check(event) ? { epoch: value.epoch, line: value.line, event } : undefined;
}

function jsonOf(payload: Buffer): unknown {
  if (payload.length > LIMITS.messageBytes) return undefined;
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}
