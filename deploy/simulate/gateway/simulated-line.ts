import type { LineEvent, WishSource } from '../../../edge-agent/src/line/contract.ts';
import { type LineConfig, type LineInput, LineScheduler } from '../../../edge-agent/src/line/index.ts';
import type { Bus } from '../../../firmware-sim/src/line/index.ts';
import type { Random } from '../../../firmware-sim/src/random/index.ts';
import type { Clock, Timer } from '../../../firmware-sim/src/time/index.ts';

export interface SimulatedLineParts {
  readonly clock: Clock;
  readonly bus: Bus;
  readonly random: Random;
  readonly config: LineConfig;
  readonly wishes: WishSource;
  readonly emit: (event: LineEvent) => void;
  /** Monotonic ms of the gateway at a time of the clock. */
  readonly mono: (atMs: number) => number;
}

/** Two clocks a boot apart may differ in the last bit: without this a timer could be due for ever. */
const SHORTEST_MS = 1e-3;

/** The real scheduler of one line on a simulated bus: what `openLine` is on a port. */
export class SimulatedLine {
  readonly #parts: SimulatedLineParts;
  readonly #scheduler: LineScheduler;
  readonly #inputs: LineInput[] = [];
  #running = false;
  #closed = false;
  #wake: Timer | undefined;

  constructor(parts: SimulatedLineParts) {
    this.#parts = parts;
    const { random, config, wishes } = parts;
    this.#scheduler = new LineScheduler(config, wishes, (size) => random.bytes(size));
  }

  start(): void {
    this.#parts.bus.connectAcu((bytes) => this.#feed({ kind: 'bytes', bytes }));
    this.#feed({ kind: 'port', up: true, reason: 'opened' });
  }

  touch(address: number): void {
    this.#feed({ kind: 'touched', address });
  }

  /** The process is gone in the middle of whatever it was doing. */
  kill(): void {
    this.#closed = true;
    this.#wake?.cancel();
    this.#parts.bus.disconnectAcu();
  }

  /** What the gate does in answer comes back as an input while the event is being told: one at a time. */
  #feed(input: LineInput): void {
    if (this.#closed) return;
    this.#inputs.push(input);
    if (this.#running) return;
    this.#running = true;
    for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) this.#step(next);
    this.#running = false;
  }

  #step(input: LineInput): void {
    const { clock, bus, mono, emit } = this.#parts;
    const now = clock.now();
    const effects = this.#scheduler.step(input, mono(now));
    if (effects.send !== undefined) bus.fromAcu(effects.send);
    for (const event of effects.events) if (!this.#closed) emit(event);
    this.#wake?.cancel();
    if (this.#closed || !Number.isFinite(effects.wakeAt)) return;
    const wait = effects.wakeAt - mono(now);
    const at = now + (wait > 0 ? Math.max(wait, SHORTEST_MS) : 0);
    this.#wake = clock.at(at, () => this.#feed({ kind: 'wake' }));
  }
}
