import {
  type AccessList,
  createGateCore,
  type Effects,
  type GateCore,
  type Moment,
  type Site,
} from '../../../edge-agent/src/core/index.ts';
import { openingEvents } from '../../../edge-agent/src/gate/opening-events.ts';
import type { LineEvent } from '../../../edge-agent/src/line/contract.ts';
import type { LineConfig } from '../../../edge-agent/src/line/index.ts';
import type { Command } from '../../../edge-agent/src/socket/schema.ts';
import type { Bus } from '../../../firmware-sim/src/line/index.ts';
import type { Random } from '../../../firmware-sim/src/random/index.ts';
import type { Clock, Timer } from '../../../firmware-sim/src/time/index.ts';
import { JournalDisk, type JournalDiskParts } from './journal-disk.ts';
import { LatchDisk } from './latch-disk.ts';
import { SimulatedLine } from './simulated-line.ts';

export interface GatewayWatcher {
  /** The core is about to hear this. */
  heard(line: string, event: LineEvent): void;
  /** After everything that can have changed what the gate wants. */
  stepped(): void;
  /** A fire was reset; a drill began. */
  reset(): void;
  drill(): void;
  /** The process is gone, and there again. */
  crashed(): void;
  started(): void;
}

export interface GatewayParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly site: Site;
  readonly lines: readonly { readonly id: string; readonly bus: Bus; readonly config: LineConfig }[];
  readonly list: AccessList;
  readonly tokenOf: (data: Uint8Array) => string;
  readonly disk: Omit<JournalDiskParts, 'clock' | 'random'>;
  /** UTC ms at time 0 of the clock. */
  readonly utcBase: number;
  readonly watcher: GatewayWatcher;
}

const TICK_MS = 1_000;
/** Two clocks a boot apart may differ in the last bit: without this a timer could be due for ever. */
const SHORTEST_MS = 1e-3;
const ALIVE_MS = 15_000;

/** A gateway that can be killed, and cut from its power, at any instant. */
export class Gateway {
  readonly disk: JournalDisk;
  readonly latch: LatchDisk;
  readonly #parts: GatewayParts;
  core: GateCore | undefined;
  #lines = new Map<string, SimulatedLine>();
  #boots = 0;
  #bootedAt = 0;
  #utcOffset = 0;
  #timer: Timer | undefined;
  #tickAt = Number.POSITIVE_INFINITY;
  #alive: Timer | undefined;
  #traces = 0;
  #orders = 0;
  /** Clock ms since which the process runs; infinite while it does not. */
  startedAt = Number.POSITIVE_INFINITY;

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    const { clock, random } = parts;
    this.disk = new JournalDisk({ clock, random: random.fork(), ...parts.disk });
    this.latch = new LatchDisk(clock, random.fork());
    this.#boots = 1;
  }

  get now(): Moment {
    const { clock, utcBase } = this.#parts;
    return { mono: this.#mono(clock.now()), utc: utcBase + clock.now() + this.#utcOffset, clock: 'synced' };
  }

  #mono(atMs: number): number {
    return atMs - this.#bootedAt;
  }

  /** In the order that safety asks for: the latch, the journal, the core, and only then devices. */
  start(): void {
    const { clock, site, list, tokenOf, lines, random } = this.#parts;
    this.startedAt = clock.now();
    const latch = this.latch.read();
    const { rows, last } = this.disk.open(
      (through) => this.run((core, now) => core.committed(through, now)),
      () => this.#retry(),
    );
    const opening = openingEvents({ first: last === undefined, clean: false, ...(last && { last }) });
    const core = createGateCore({
      site,
      boot: `boot${this.#boots}`,
      now: this.now,
      readCard: ({ data }) => ({ token: tokenOf(data) }),
      nextTrace: () => `t${++this.#traces}`,
      latch,
      rows,
      opening,
    });
    this.core = core;
    this.#parts.watcher.started();
    for (const { id, bus, config } of lines) {
      const line = new SimulatedLine({
        clock,
        bus,
        config,
        random: random.fork(),
        wishes: core.wishes(id),
        emit: (event: LineEvent) => {
          this.#parts.watcher.heard(id, event);
          this.run((target, now) => target.line(id, event, now));
        },
        mono: (atMs) => this.#mono(atMs),
      });
      this.#lines.set(id, line);
    }
    this.run((target, now) => target.setList(list, now));
    for (const line of this.#lines.values()) line.start();
    this.#beat();
  }

  /** `kill -9`, or, with the power, the whole machine. */
  stop(power: boolean): void {
    if (this.core === undefined) return;
    this.core = undefined;
    this.startedAt = Number.POSITIVE_INFINITY;
    for (const line of this.#lines.values()) line.kill();
    this.#lines = new Map();
    this.#timer?.cancel();
    this.#alive?.cancel();
    this.#tickAt = Number.POSITIVE_INFINITY;
    this.disk.crash();
    this.latch.crash(power);
    this.#parts.watcher.crashed();
    if (!power) return;
    this.#boots += 1;
    this.#bootedAt = this.#parts.clock.now();
  }

  stepClock(ms: number): void {
    this.#utcOffset += ms;
    this.run((core, now) => core.record({ kind: 'clock_step', data: { ms } }, now));
  }

  /** An order of a guard; undefined while the gate is down. */
  order(order: Command['order']): string | undefined {
    const { core } = this;
    if (core === undefined) return undefined;
    const id = `order-${++this.#orders}-${this.#boots}`;
    const expiresAt = this.now.utc + 60_000;
    const { answer, effects } = core.command({ id, issuer: 'guard:g1', expiresAt, order }, this.now);
    const done = answer.outcome === 'done';
    if (done && order.name === 'fire_reset') this.#parts.watcher.reset();
    if (done && order.name === 'fire_drill' && order.on) this.#parts.watcher.drill();
    this.#apply(effects);
    return answer.code ?? answer.outcome;
  }

  run(call: (core: GateCore, now: Moment) => Effects): void {
    if (this.core !== undefined) this.#apply(call(this.core, this.now));
  }

  /** What the shell's runtime does: the latch first, then the wire, then the journal. */
  #apply(effects: Effects): void {
    if (effects.latch !== undefined) this.latch.set(effects.latch);
    for (const { line, address } of effects.touched) this.#lines.get(line)?.touch(address);
    if (effects.drafts) this.#pump();
    this.#schedule();
    this.#parts.watcher.stepped();
  }

  #pump(): void {
    const drafts = this.core?.takeDrafts(500) ?? [];
    if (drafts.length > 0) this.disk.append(drafts);
  }

  #retry(): void {
    this.core?.returnDrafts();
    this.#pump();
  }

  #schedule(): void {
    const { core } = this;
    if (core === undefined) return;
    const { clock } = this.#parts;
    const at = Math.min(core.nextTick() + this.#bootedAt, clock.now() + TICK_MS);
    if (at >= this.#tickAt && this.#tickAt > clock.now()) return;
    this.#timer?.cancel();
    this.#tickAt = at;
    this.#timer = clock.at(Math.max(at, clock.now() + SHORTEST_MS), () => {
      this.#tickAt = Number.POSITIVE_INFINITY;
      this.run((target, now) => target.tick(now));
    });
  }

  #beat(): void {
    const { clock } = this.#parts;
    this.#alive = clock.at(clock.now() + ALIVE_MS, () => {
      this.run((core, now) => core.record({ kind: 'alive' }, now));
      this.#beat();
    });
  }
}
