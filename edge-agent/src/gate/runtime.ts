import type { GateClock } from '../clock/gate-clock.ts';
import type { Effects, GateCore, Moment } from '../core/index.ts';
import type { LatchFiles } from '../fire-latch/latch-files.ts';
import type { LineEvent } from '../line/contract.ts';
import type { Push, Topic } from '../socket/schema.ts';
import type { TraceRing } from '../trace/trace-ring.ts';
import type { JournalFeed } from './journal-feed.ts';
import type { LineRunner } from './line-runner.ts';

/** The longest that the core is left without a tick. */
const TICK_MS = 1000;

export interface RuntimeParts {
  readonly core: GateCore;
  readonly clock: GateClock;
  readonly latch: LatchFiles;
  readonly feed: JournalFeed;
  readonly traces: TraceRing;
  readonly lines: ReadonlyMap<string, LineRunner>;
  /** To everybody who listens at the socket. */
  readonly push: <T extends Topic>(topic: T, body: Push<T>) => void;
}

/**
 * Turns what the core wants into what happens, in the order that matters: the latch first, then the wire, then the
 * journal, then the people who watch.
 */
export class Runtime {
  readonly #parts: RuntimeParts;
  #timer: NodeJS.Timeout | undefined;
  #tickAt = Number.POSITIVE_INFINITY;
  #stopped = false;

  constructor(parts: RuntimeParts) {
    this.#parts = parts;
  }

  get lines(): ReadonlyMap<string, LineRunner> {
    return this.#parts.lines;
  }

  onLine(line: string, event: LineEvent): void {
    if (this.#stopped) return;
    this.run((core, now) => core.line(line, event, now));
  }

  /** Calls the core at the present moment and does what follows from it. */
  run(call: (core: GateCore, now: Moment) => Effects): void {
    const now = this.#parts.clock.now();
    this.apply(call(this.#parts.core, now), now);
  }

  apply(effects: Effects, now: Moment): void {
    const { core, latch, feed, lines, traces, push } = this.#parts;
    if (effects.latch !== undefined) latch.set(effects.latch);
    for (const { line, address } of effects.touched) lines.get(line)?.touch(address);
    if (effects.drafts) feed.pump(now.mono);
    for (const stage of effects.stages) traces.stage(stage, now.utc - now.mono);
    for (const alarm of effects.alarms) push('alarm', { ...alarm });
    if (effects.lanes.length > 0) this.#pushLanes(effects.lanes, core, now);
    this.#schedule(now.mono);
  }

  /** Hears no line and keeps no time any more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #pushLanes(names: readonly string[], core: GateCore, now: Moment): void {
    for (const lane of core.status(now).lanes)
      if (names.includes(lane.lane)) this.#parts.push('lane', { ...lane, faults: [...lane.faults] });
  }

  #schedule(mono: number): void {
    const at = Math.min(this.#parts.core.nextTick(), mono + TICK_MS);
    if (this.#stopped || (at >= this.#tickAt && this.#tickAt > mono)) return;
    this.#tickAt = at;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tick(), Math.max(0, Math.ceil(at - mono)));
  }

  #tick(): void {
    this.#tickAt = Number.POSITIVE_INFINITY;
    this.run((core, now) => core.tick(now));
  }
}
