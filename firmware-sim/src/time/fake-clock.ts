import type { Clock, Timer } from './clock.ts';
import { TimerHeap } from './timer-heap.ts';

/** Time that moves only when told to. Actions due at one moment run in the order in which they were asked for. */
export class FakeClock implements Clock {
  #now: number;
  readonly #heap = new TimerHeap();

  constructor(startMs = 0) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  at(atMs: number, action: () => void): Timer {
    const entry = this.#heap.add(Math.max(atMs, this.#now), action);
    return { cancel: () => this.#heap.cancel(entry) };
  }

  /** Time of the next action; undefined when nothing is due. */
  next(): number | undefined {
    return this.#heap.peek()?.at;
  }

  /** Moves to the next action and runs it. False when there is none. */
  step(): boolean {
    const entry = this.#heap.take();
    if (entry === undefined) return false;
    this.#now = entry.at;
    entry.action();
    return true;
  }

  /** Runs everything due up to and including `untilMs`, then stands there. */
  runUntil(untilMs: number): void {
    for (let next = this.next(); next !== undefined && next <= untilMs; next = this.next()) this.step();
    this.#now = Math.max(this.#now, untilMs);
  }

  advance(ms: number): void {
    this.runUntil(this.#now + ms);
  }
}
