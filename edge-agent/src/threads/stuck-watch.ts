const CHECK_MS = 1000;
/** Looks in a row that found no beat. */
const MISSED = 10;
/** A look that came later than this says that the whole machine was busy, not that one thread is stuck. */
const ON_TIME_MS = 500;

/** Decides from outside whether a thread has been stuck: pure, looked at once a second. */
export class StuckWatch {
  #beat = -1;
  #missed = 0;
  #due: number | undefined;

  /**
   * @param beat count that the watched thread raises
   * @param now monotonic ms
   * @returns whether it has stood still for ten seconds, in which this thread itself ran on time
   */
  look(beat: number, now: number): boolean {
    const onTime = this.#due !== undefined && now - this.#due <= ON_TIME_MS;
    this.#due = now + CHECK_MS;
    this.#missed = beat === this.#beat && onTime ? this.#missed + 1 : 0;
    this.#beat = beat;
    return this.#missed >= MISSED;
  }
}

/** Raises the count that a watchdog in another thread looks at. @returns stops it */
export function beat(count: Int32Array): () => void {
  const timer = setInterval(() => Atomics.add(count, 0, 1), CHECK_MS);
  return () => clearInterval(timer);
}

/**
 * Ends the process when its main thread is stuck: outputs of grants end by themselves, the latch is on the disk, and
 * whoever supervises starts it again within a second. @returns stops it
 */
export function guard(count: Int32Array): () => void {
  const watch = new StuckWatch();
  const timer = setInterval(() => {
    if (!watch.look(Atomics.load(count, 0), performance.now())) return;
    process.stderr.write('the main thread of the gate is stuck; ending the process\n');
    process.kill(process.pid, 'SIGKILL');
  }, CHECK_MS);
  return () => clearInterval(timer);
}
