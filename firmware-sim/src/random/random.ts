import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { mixed } from './mix.ts';

/** Seeded chance: the same seed gives the same morning, byte errors included. */
export class Random {
  readonly #generator: RandomGenerator;

  /** @param begin a seed, 32 bits of any kind: counted ones serve as well as drawn ones. Or the generator itself. */
  constructor(begin: number | RandomGenerator) {
    this.#generator = typeof begin === 'number' ? xoroshiro128plus(mixed(begin)) : begin;
  }

  /** Integer in [low, high], both included. */
  int(low: number, high: number): number {
    return uniformInt(this.#generator, low, high);
  }

  /** Number in [0, 1). */
  unit(): number {
    return uniformFloat64(this.#generator);
  }

  chance(probability: number): boolean {
    return probability > 0 && this.unit() < probability;
  }

  /** Waiting time until the next event of a Poisson process, in the unit of 1/rate. */
  exponential(rate: number): number {
    return -Math.log(1 - this.unit()) / rate;
  }

  /** Normal distribution (Box and Muller). */
  normal(mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.unit()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.unit());
  }

  pick<T>(values: readonly T[]): T {
    return values[this.int(0, values.length - 1)]!;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.int(0, 255));
  }

  /** A generator of its own, so that one consumer's appetite does not change another's luck. */
  fork(): Random {
    return new Random(xoroshiro128plus(this.int(-0x80000000, 0x7fffffff)));
  }
}
