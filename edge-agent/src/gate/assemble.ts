import { join } from 'node:path';
import type { GateClock } from '../clock/gate-clock.ts';
import type { AccessList, LatchReading } from '../core/index.ts';
import type { LatchFiles } from '../fire-latch/latch-files.ts';
import { KeyRing } from '../keys/index.ts';
import type { Reopened } from '../store/messages.ts';
import { beat } from '../threads/stuck-watch.ts';
import { TraceRing } from '../trace/trace-ring.ts';
import { Changes } from './changes.ts';
import type { GateParts } from './gate.ts';
import { gateApi } from './gate-api.ts';
import { Heartbeats } from './heartbeats.ts';
import { JournalFeed } from './journal-feed.ts';
import { JournalFollower } from './journal-follower.ts';
import { lookForKeys, tellKeyAlarms } from './key-alarms.ts';
import type { LineRunner, OpenLine } from './line-runner.ts';
import { LiveConfig } from './live-config.ts';
import { localDate } from './local-date.ts';
import { openingEvents } from './opening-events.ts';
import { PendingAnswers } from './pending-answers.ts';
import { Runtime } from './runtime.ts';
import { SocketLink } from './socket-link.ts';
import type { StoreLink } from './store-link.ts';
import { traceIds } from './trace-ids.ts';

interface AssemblyParts extends GateParts {
  /** Names what this run puts aside. */
  readonly stamp: string;
  readonly clock: GateClock;
  /** Steps of the clock that nobody has told yet, ms; what is told is taken out. */
  readonly steps: number[];
  readonly latch: LatchFiles;
  readonly reading: LatchReading;
  readonly store: StoreLink;
  readonly found: Reopened['opened'] | undefined;
  /** The list of an earlier run. */
  readonly list: AccessList | undefined;
}

/** The parts that serve taps, connected and not yet running. */
export interface Assembly {
  readonly runtime: Runtime;
  onClockStep(ms: number): void;
  onLatchFault(failing: boolean, why: string): void;
  /** Takes over what the configuration says now. Errors as of `Changes.reload`. */
  reload(): Promise<unknown>;
  /** Lines first: a socket that cannot be opened must not keep a lane from being served. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Builds everything behind the latch and the store. Nothing speaks to a device before `start`. */
export function assemble(parts: AssemblyParts): Assembly {
  const { loaded, secrets, stamp, machine, clock, steps, latch, store, found, log } = parts;
  const { site } = loaded.config;
  const { gateway, listKeys } = loaded.config;
  const file = join(loaded.data, 'keys.json');
  const keys = new KeyRing({ file, gateway, siteKey: secrets.siteKey, listKeys, stamp, log });
  keys.follow(parts.list?.policy.cardKeys);
  const live = new LiveConfig(loaded, secrets, keys);
  // The look that finds a step of the time between two runs.
  const now = clock.now();
  const core = parts.createCore({
    site,
    boot: machine.boot,
    now,
    readCard: (read) => live.readCard(read),
    nextTrace: traceIds(),
    latch: parts.reading,
    rows: found?.rows ?? [],
    opening: openingEvents(found?.opening, steps.splice(0)),
  });
  const traces = new TraceRing();
  const feed = new JournalFeed(core, store);
  const answers = new PendingAnswers();
  const lines = new Map<string, LineRunner>();
  const runtime: Runtime = new Runtime({
    core,
    clock,
    latch,
    feed,
    traces,
    lines,
    push: (topic, body) => socket.push(topic, body),
  });
  const openWith = (open: OpenLine) => (id: string) =>
    open(id, { wishes: core.wishes(id), emit: runtime.onLine.bind(runtime, id) });
  const { lines: configured, gpio } = loaded.config;
  const open = openWith(parts.linesOf(loaded, secrets));
  for (const id of [...configured.map((line) => line.id), ...(gpio === undefined ? [] : ['gpio'])]) {
    lines.set(id, open(id));
  }
  const changes = new Changes({
    live,
    runtime,
    lines,
    latched: () =>
      core.status(clock.now()).zones.flatMap(({ zone, since }) => (since === undefined ? [] : [zone])),
    open: (next, keys) => openWith(parts.linesOf(next, keys)),
    log,
  });
  const follower = new JournalFollower(
    {
      runtime,
      feed,
      traces,
      clock,
      answers,
      keys,
      reconnect: () => socket.restart(),
      push: (topic, body) => socket.push(topic, body),
    },
    found?.position,
    parts.list?.version,
  );
  const api = gateApi({
    live,
    changes,
    core,
    runtime,
    clock,
    traces,
    answers,
    latch,
    feed,
    follower,
    startedAt: machine.utc(),
  });
  const beatCount = new Int32Array(new SharedArrayBuffer(4));
  const about = { gateway, building: site.building, boot: machine.boot };
  const options = {
    folder: loaded.socketFolder,
    groups: groupsOf(loaded.config.socket.groups),
    beat: beatCount,
    ...about,
  };
  const socket = new SocketLink(options, () => store.port(), api, log);
  const lastAt = found?.opening.last?.at;
  const beats = new Heartbeats({
    runtime,
    now: () => clock.now(),
    timezone: site.timezone,
    date: lastAt === undefined ? undefined : localDate(lastAt, site.timezone),
    eachMinute: () => {
      store.mark();
      void lookForKeys(runtime, keys);
    },
  });
  let stopBeat = (): void => undefined;
  store.follow(follower);
  if (parts.list !== undefined) runtime.run((target, now) => target.setList(parts.list!, now));
  tellKeyAlarms(runtime, keys);
  return {
    runtime,
    reload: () => changes.reload(),
    onClockStep: (ms) =>
      runtime.run((target, now) => target.record({ kind: 'clock_step', data: { ms } }, now)),
    onLatchFault: (failing, why) => {
      runtime.run((target, now) => target.alarm('latch_unwritable', 'fire', failing, now, { why }));
    },
    start: async () => {
      stopBeat = beat(beatCount);
      beats.start();
      for (const line of lines.values()) line.start();
      await socket.start();
    },
    stop: async () => {
      beats.stop();
      stopBeat();
      await socket.stop();
      // First deaf, then silent: lines that are closed on purpose are no faults to be journaled and told.
      runtime.stop();
      await Promise.all([...lines.values()].map((line) => line.stop()));
      await Promise.all([latch.settled(), keys.settled()]);
    },
  };
}

function groupsOf(groups: {
  link?: string | undefined;
  pcsc?: string | undefined;
  tool?: string | undefined;
}) {
  return Object.fromEntries(Object.entries(groups).filter(([, group]) => group !== undefined));
}
