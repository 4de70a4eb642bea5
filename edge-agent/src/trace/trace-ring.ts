import type { StageTime } from '../core/index.ts';
import type { TapTrace } from '../socket/schema.ts';
import { StageTimes } from './stage-times.ts';

const TAPS = 200;

interface Tap {
  readonly trace: string;
  readonly at: number;
  readonly readAt: number;
  readonly lane: string;
  readonly direction: 'in' | 'out';
  readonly stages: Record<string, number>;
  code: string;
  seq?: number;
}

/** The last taps with the time of each stage since the last byte of the card read, and a histogram of each stage. */
export class TraceRing {
  readonly times = new StageTimes();
  readonly #taps = new Map<string, Tap>();
  #acked = 0;

  /** @param utc wall clock minus monotonic clock turns the stage's time into UTC ms */
  stage({ trace, stage, at, lane, direction, code }: StageTime, utcOffset: number): void {
    const tap = this.#taps.get(trace) ?? this.#begin({ trace, at, lane, direction }, utcOffset);
    if (code !== undefined) tap.code = code;
    this.#reach(tap, stage, at);
  }

  /** The tap's decision is durable under this number. */
  durable(trace: string, seq: number): void {
    const tap = this.#taps.get(trace);
    if (tap !== undefined) tap.seq ??= seq;
  }

  /** The cloud holds everything through `acked`. @param at monotonic ms */
  acknowledged(acked: number, at: number): void {
    if (acked === this.#acked) return;
    this.#acked = acked;
    for (const tap of this.#taps.values())
      if (tap.seq !== undefined && tap.seq <= acked && tap.stages.acknowledged === undefined)
        this.#reach(tap, 'acknowledged', at);
  }

  /** Newest first. */
  last(limit: number): TapTrace[] {
    const newest = [...this.#taps.values()].reverse().slice(0, limit);
    return newest.map(({ readAt: _, ...tap }) => ({ ...tap, stages: { ...tap.stages } }));
  }

  #begin(first: Pick<StageTime, 'trace' | 'at' | 'lane' | 'direction'>, utcOffset: number): Tap {
    const { trace, at, lane, direction } = first;
    const tap: Tap = {
      trace,
      at: Math.round(at + utcOffset),
      readAt: at,
      lane,
      direction,
      stages: {},
      code: '',
    };
    this.#taps.set(trace, tap);
    if (this.#taps.size > TAPS) this.#taps.delete(this.#taps.keys().next().value!);
    return tap;
  }

  #reach(tap: Tap, stage: string, at: number): void {
    const ms = Math.round((at - tap.readAt) * 1000) / 1000;
    tap.stages[stage] = ms;
    this.times.add(stage, ms);
  }
}
