import type { ClockMeasurement, GatewayState } from '@vratar/protocol/delivery';
import { VratarError } from '@vratar/protocol/errors';
import type { KeyReport } from '@vratar/protocol/keys';
import type { Logger } from 'pino';
import type { MachineClock } from '../../clock/machine-clock.ts';
import type { GateClient } from '../../socket/gate-client.ts';
import type { Health } from './health.ts';

export interface ReportParts {
  readonly kind: 'birth' | 'heartbeat' | 'bye';
  readonly connection: string;
  readonly release: string;
  readonly clock: MachineClock;
  readonly health: Health;
  /** Undefined while the gate is away: the report then says that the link lives, and nothing about the journal. */
  readonly gate: Pick<GateClient, 'request'> | undefined;
  /** What the cloud has acknowledged by what delivery knows; undefined while it does not. */
  readonly acked: number | undefined;
  readonly measurement: ClockMeasurement | undefined;
  readonly log: Pick<Logger, 'warn'>;
}

/** The gateway's state as the cloud's fleet table shows it. Never a name or a token (I7). */
export async function report(parts: ReportParts): Promise<GatewayState> {
  const { kind, connection, release, clock, health, gate, measurement } = parts;
  const own = {
    v: 1,
    kind,
    connection,
    release,
    at: Math.round(clock.utc()),
    boot: clock.boot,
    mono: Math.round(clock.mono()),
    ...(await health()),
    ...(measurement === undefined ? {} : { measurement }),
  };
  if (gate === undefined) return own;
  const status = await gate.request('status', {}).catch(() => undefined);
  if (status === undefined) return own;
  const { epoch, first, last } = status.position;
  const acked = parts.acked ?? status.position.acked;
  const oldest = acked < last ? await timeOf(gate, epoch, Math.max(acked, first - 1)) : undefined;
  const keys = await keysOf(gate, parts.log);
  const { version, issuedAt } = status.list;
  return {
    ...own,
    clock: status.clock,
    epoch,
    first,
    last,
    acked,
    ...(oldest === undefined ? {} : { oldestUnsentAt: oldest }),
    ...(keys === undefined ? {} : { keys }),
    ...(issuedAt === undefined ? {} : { list: { version, issuedAt } }),
  };
}

/** None of a gate of an earlier release, which knows no such request. */
async function keysOf(
  gate: Pick<GateClient, 'request'>,
  log: ReportParts['log'],
): Promise<KeyReport | undefined> {
  try {
    return await gate.request('keys', {});
  } catch (error) {
    const isUnknown = error instanceof VratarError && error.code === 'socket_request';
    if (!isUnknown) log.warn({ err: error }, 'the gate does not say which keys it has');
    return undefined;
  }
}

/** Device time of the event after `after`. */
async function timeOf(
  gate: Pick<GateClient, 'request'>,
  epoch: number,
  after: number,
): Promise<number | undefined> {
  const read = await gate.request('read', { epoch, after, limit: 1 }).catch(() => undefined);
  const line = read?.lines[0];
  return line === undefined ? undefined : (JSON.parse(line) as { at: number }).at;
}
