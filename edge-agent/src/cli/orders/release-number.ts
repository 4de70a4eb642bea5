import { VratarError } from '@vratar/protocol/errors';
import type { GateClient } from '../../socket/gate-client.ts';
import { LIMITS } from '../../socket/limits.ts';
import type { Result } from '../../socket/schema.ts';

/** More than a gate journals while one order is answered. */
const LOOKED_AT = 100;

/** An event of the journal, as far as a release is concerned. */
interface Told {
  readonly seq: number;
  readonly kind: string;
  readonly lane?: string;
  readonly direction?: 'in' | 'out';
  readonly trace?: string;
  readonly reason?: string;
  readonly data?: { readonly command?: string; readonly attributes?: number };
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

/**
 * Where an earlier release let somebody through of whom nobody has said yet who it was.
 * @param id that of an earlier try, which may have said so itself
 * @throws VratarError `release_unknown`, `release_unused`, `release_attested`
 */
export async function releaseAt(
  gate: Pick<GateClient, 'request'>,
  seq: number,
  id?: string,
): Promise<{ readonly lane: string; readonly direction: 'in' | 'out' }> {
  const events = eventsFrom(gate, seq);
  const { value: release } = await events.next();
  const { lane, direction, trace } = release ?? {};
  if (release?.seq !== seq || !isRelease(release) || lane === undefined || direction === undefined)
    throw new VratarError('release_unknown', { seq });
  let attested = false;
  for await (const one of events) {
    if (one.kind === 'command' && one.data?.command === id) return { lane, direction };
    if (isUnused(one) && one.trace === trace) throw new VratarError('release_unused', { seq });
    attested ||= one.kind === 'guard_attested' && one.data?.attributes === seq;
  }
  if (attested) throw new VratarError('release_attested', { seq });
  return { lane, direction };
}

/** Everything from that event to what was the newest at the beginning. */
async function* eventsFrom(gate: Pick<GateClient, 'request'>, seq: number): AsyncGenerator<Told, undefined> {
  const { epoch, last } = await gate.request('position', {});
  for (let after = seq - 1; after < last; ) {
    const page = told(await gate.request('read', { epoch, after, limit: LIMITS.readEvents }));
    yield* page;
    after = page.at(-1)?.seq ?? last;
  }
}

/** Where nothing can be seen of a passage, somebody may have gone all the same. */
const isUnused = ({ kind, reason }: Told): boolean =>
  kind === 'passage_timeout' && reason !== 'passage_unclear';

const isRelease = ({ kind }: Told): boolean => kind === 'guard_release';

const told = ({ lines }: Result<'read'>): Told[] => lines.map((line) => JSON.parse(line) as Told);
