import type { LaneStatus } from '../../socket/schema.ts';
import { type ConfigOption, withGate } from '../options.ts';

/** How a lane stands behind an order. Undefined when it cannot be seen, which makes no order that was done undone. */
export async function laneNow(options: ConfigOption, name: string): Promise<LaneStatus | undefined> {
  const status = await withGate(options, (gate) => gate.request('status', {})).catch(() => undefined);
  return status?.lanes.find(({ lane }) => lane === name);
}
