import type { GateClock } from '../clock/gate-clock.ts';
import type { GateCore } from '../core/index.ts';
import type { GateApi } from '../socket/thread-api.ts';
import type { JournalFeed } from './journal-feed.ts';
import type { JournalFollower } from './journal-follower.ts';
import { lineViews } from './line-views.ts';
import type { LiveConfig } from './live-config.ts';
import type { Runtime } from './runtime.ts';

export interface StatusParts {
  readonly live: LiveConfig;
  readonly core: GateCore;
  readonly clock: GateClock;
  readonly feed: JournalFeed;
  readonly follower: JournalFollower;
  readonly runtime: Pick<Runtime, 'lines'>;
  /** UTC ms. */
  readonly startedAt: number;
}

/** Something that waits longer than this makes the journal `slow`. */
const SLOW_MS = 1000;
const UNOPENED = { epoch: 1, first: 1, last: 0, base: '0'.repeat(64), head: '0'.repeat(64), acked: 0 };

/** The gate as it stands, for the console, the link and `vratar-edge status`. */
export function gateStatus({
  live,
  core,
  clock,
  feed,
  follower,
  runtime,
  startedAt,
}: StatusParts): ReturnType<GateApi['status']> {
  const now = clock.now();
  const { lanes, zones, devices, alarms, list, waiting, dropped, lockdown, inside } = core.status(now);
  const { p50, p99 } = follower.commits.summary('commit');
  const slow = feed.waitingSince !== undefined && now.mono - feed.waitingSince > SLOW_MS;
  return {
    gateway: live.loaded.config.gateway,
    at: now.utc,
    startedAt,
    clock: now.clock,
    position: follower.position ?? UNOPENED,
    journal: {
      state: follower.failing ? 'failing' : slow ? 'slow' : 'ok',
      waiting,
      dropped,
      commitP50: p50,
      commitP99: p99,
    },
    list: { ...list },
    zones: zones.map((zone) => ({
      ...zone,
      inAlarm: [...zone.inAlarm],
      unreadable: [...zone.unreadable],
      unconfirmed: [...zone.unconfirmed],
    })),
    lanes: lanes.map((lane) => ({
      ...lane,
      modes: { ...lane.modes },
      causes: { ...lane.causes },
      until: { ...lane.until },
      faults: [...lane.faults],
    })),
    lockdown,
    inside: inside.map((zone) => ({ ...zone })),
    devices: devices.map((device) => ({ ...device })),
    lines: lineViews(runtime.lines),
    alarms: alarms.map((alarm) => ({ ...alarm })),
  };
}
