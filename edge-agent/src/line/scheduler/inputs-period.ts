import type { Device } from './device.ts';
import type { LineTiming } from './timing.ts';

const EVERY_SECOND_MS = 1000;
/** ISTAT and ISTATR in secure channel, mark bytes included. */
const COMMAND_BYTES = 15;
const REPLY_BYTES = 31;
/** A read that takes no longer than this delays nobody noticeably. */
const SHORT_READ_MS = 5;
/** Longer ones may take this part of the line's time, so that far fewer than one tap in a hundred meets one. */
const SHARE = 0.003;

/**
 * How often the inputs of a device are read, in ms. A fire input's device says so itself (`inputsEveryMs`); for the
 * others a read is a second safety net behind the report in the answer to a POLL, and on a slow line a dear one: eight
 * devices at 9,600 baud would spend two fifths of the line on it, and each tap would wait for it.
 */
export function inputsEveryMs(device: Device, all: readonly Device[], timing: LineTiming): number {
  const promised = device.config.inputsEveryMs;
  if (promised !== undefined) return promised;
  const read = timing.wire(COMMAND_BYTES + REPLY_BYTES) + device.presence.slowestTurnaround + timing.gapMs;
  if (read <= SHORT_READ_MS) return EVERY_SECOND_MS;
  const sharers = all.filter(({ config }) => config.inputsEveryMs === undefined).length;
  return Math.max(EVERY_SECOND_MS, (sharers * read) / SHARE);
}
