import type { GateClient } from '../../socket/gate-client.ts';
import type { Result } from '../../socket/schema.ts';

/** More than a gate journals while one order is answered. */
const LOOKED_AT = 100;

/** An event of the journal, as far as a release is concerned. */
interface Told {
  readonly seq: number;
  readonly kind: string;
  readonly lane?: string;
  readonly direction?: 'in' | 'out';
  readonly data?: { readonly command?: string };
}

/**
 * Sequence number of the release that an order led to: what somebody is attested to have passed by later.
 * Undefined when the disk is so slow that it is not written yet.
 */
export async function releaseNumber(gate: GateClient, id: string): Promise<number | undefined> {
  const { epoch, first, last } = await gate.request('position', {});
  const after = Math.max(first - 1, last - LOOKED_AT);
  const events = told(await gate.request('read', { epoch, after, limit: LOOKED_AT }));
  // The gate tells a release, and then the order that it was.
  const order = events.findIndex(({ kind, data }) => kind === 'command' && data?.command === id);
  const lane = events[order]?.lane;
  return events.slice(0, Math.max(0, order)).findLast((one) => isRelease(one) && one.lane === lane)?.seq;
}

/** Where an earlier release let somebody through; undefined when that event is none. */
export async function releaseAt(
  gate: GateClient,
  seq: number,
): Promise<{ readonly lane: string; readonly direction: 'in' | 'out' } | undefined> {
  const { epoch, last } = await gate.request('position', {});
  if (seq > last) return undefined;
  const [event] = told(await gate.request('read', { epoch, after: seq - 1, limit: 1 }));
  if (event === undefined || !isRelease(event)) return undefined;
  const { lane, direction } = event;
  return lane === undefined || direction === undefined ? undefined : { lane, direction };
}

const isRelease = ({ kind }: Told): boolean => kind === 'guard_release';

const told = ({ lines }: Result<'read'>): Told[] => lines.map((line) => JSON.parse(line) as Told);
