import { VratarError } from '@vratar/protocol/errors';
import { decodeFrame, type Frame, type Framed, Framer } from '@vratar/protocol/osdp';
import type { BytePort, OpenPort } from '../../line/ports/index.ts';
import { LineTiming } from '../../line/scheduler/timing.ts';

/** Bytes or a frame that passed, as captures show them. */
export interface Traffic {
  readonly way: 'sent' | 'heard';
  readonly atNs: bigint;
  readonly framed: Framed;
}

export interface WireOptions {
  /** The port in words, with its speed where that is ours to choose. */
  readonly where: string;
  readonly open: OpenPort;
  /** What the way to the wire adds, ms. */
  readonly latencyMs: number;
  readonly baud: number;
  /** How long a PD may take to begin its answer, ms. */
  readonly replyMs: number;
  readonly nowNs: () => bigint;
  readonly onTraffic?: (traffic: Traffic) => void;
}

interface Waiting {
  /** Undefined: not this one, wait on. */
  readonly match: (frame: Frame) => unknown;
  readonly done: (value: unknown) => void;
  readonly fail: (error: VratarError) => void;
}

/** An open port, cut into frames: one command at a time, and whatever else passes. */
export class Wire {
  readonly #options: WireOptions;
  readonly #timing: LineTiming;
  readonly #framer = new Framer();
  #port: BytePort | undefined;
  #waiting: Waiting | undefined;
  #timer: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;
  #lost: VratarError | undefined;
  #onLost: ((error: VratarError) => void) | undefined;

  private constructor(options: WireOptions) {
    this.#options = options;
    this.#timing = new LineTiming(options.baud, 0, options.latencyMs);
  }

  /** @throws VratarError `port_unavailable`. */
  static async open(options: WireOptions): Promise<Wire> {
    const wire = new Wire(options);
    wire.#port = await options.open(
      { onBytes: (bytes) => wire.#receive(bytes), onLost: (why) => wire.#lose(why) },
      options.baud,
    );
    return wire;
  }

  get where(): string {
    return this.#options.where;
  }

  /** Resolves when `stop` is aborted. @throws VratarError `port_lost`. */
  untilStopped(stop: AbortSignal): Promise<void> {
    return new Promise((done, fail) => {
      if (this.#lost !== undefined) return fail(this.#lost);
      if (stop.aborted) return done();
      this.#onLost = fail;
      stop.addEventListener('abort', () => done(), { once: true });
    });
  }

  /**
   * Sends a frame (mark byte included) and gives what `match` makes of an answer, or undefined when none came in time.
   * @throws VratarError `port_lost`.
   */
  exchange<T>(frame: Uint8Array, match: (frame: Frame) => T | undefined): Promise<T | undefined> {
    return new Promise((done, fail) => {
      if (this.#lost !== undefined) return fail(this.#lost);
      this.#waiting = { match, done: (value) => done(value as T | undefined), fail };
      const sent = decodeFrame(frame.subarray(1));
      if (sent.ok) this.#report('sent', [{ kind: 'frame', frame: sent.frame, bytes: sent.frame.bytes }]);
      this.#port!.write(frame);
      this.#arm(this.#timing.wire(frame.length) + this.#options.replyMs + this.#timing.latencyMs);
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    await this.#port?.close();
  }

  #receive(bytes: Uint8Array): void {
    clearTimeout(this.#silence);
    this.#take(this.#framer.push(bytes));
    if (!this.#framer.pending) return;
    const rest = this.#timing.moreBy(0);
    this.#silence = setTimeout(() => this.#take(this.#framer.flush()), rest);
    if (this.#waiting !== undefined) this.#arm(rest + 1);
  }

  #take(found: readonly Framed[]): void {
    this.#report('heard', found);
    for (const item of found) {
      const value = item.kind === 'frame' ? this.#waiting?.match(item.frame) : undefined;
      if (value !== undefined) this.#settle(value);
    }
  }

  #report(way: Traffic['way'], found: readonly Framed[]): void {
    const atNs = this.#options.nowNs();
    for (const framed of found) this.#options.onTraffic?.({ way, atNs, framed });
  }

  #arm(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(undefined), ms);
  }

  #settle(value: unknown): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    clearTimeout(this.#timer);
    waiting?.done(value);
  }

  #lose(why: string): void {
    this.#lost = new VratarError('port_lost', { port: this.#options.where, why });
    clearTimeout(this.#timer);
    this.#waiting?.fail(this.#lost);
    this.#waiting = undefined;
    this.#onLost?.(this.#lost);
  }
}
