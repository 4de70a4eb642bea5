import type { LaneStatus, Result } from '../../socket/schema.ts';
import { type ConfigOption, withGate } from '../options.ts';

/** How the gateway stands behind an order. Undefined when that cannot be seen, which makes no order that was done undone. */
export const statusNow = (options: ConfigOption): Promise<Result<'status'> | undefined> =>
  withGate(options, (gate) => gate.request('status', {})).catch(() => undefined);

/** The same of one lane. */
export async function laneNow(options: ConfigOption, name: string): Promise<LaneNow | undefined> {
  const status = await statusNow(options);
  const lane = status?.lanes.find((one) => one.lane === name);
  return status && lane && { lane, unconfirmed: unconfirmedOf(status.zones).includes(name) };
}

export interface LaneNow {
  readonly lane: LaneStatus;
  /** A fire or drill frees it, and its outputs have not said that they do. */
  readonly unconfirmed: boolean;
}

/** Lanes that a fire or drill frees without anybody having confirmed it. */
export const unconfirmedOf = (zones: Result<'status'>['zones']): readonly string[] =>
  zones.flatMap(({ unconfirmed }) => unconfirmed);
