import { CheckWindow } from './check-window.ts';
import { checkLengthOf, shortestFrame, splitFrame } from './decode-frame.ts';
import { AT, CONTROL, type Frame, LONGEST_FRAME, MARK, SOM } from './frame.ts';
import { REJECT_REASONS, type RejectReason } from './reject-reason.ts';

/** What the framer found, in the order of the line. */
export type Framed =
  | { readonly kind: 'frame'; readonly frame: Frame; readonly bytes: Uint8Array }
  | { readonly kind: 'discarded'; readonly reason: RejectReason; readonly bytes: Uint8Array };

export interface FramerCounters {
  readonly frames: number;
  /** Mark bytes between frames; they belong to the line, not to noise. */
  readonly marks: number;
  readonly discardedBytes: number;
  /** False starts by reason; `noise` counts stretches that held no start at all. */
  readonly rejected: Readonly<Record<RejectReason, number>>;
  /** Bytes taken in and starts examined: a measure of work that grows with the input alone, never with its square. */
  readonly work: number;
}

/**
 * Cuts a byte stream into frames.
 *
 * A rejected frame costs only its first byte: the search goes on behind it, so that a frame that begins inside a
 * corrupt one is found. A corrupt length can hold the search up only until as many bytes have come, or until the
 * caller reports silence with `flush` (20 ms between characters is the standard's figure). Memory is fixed at four
 * times `longest`, plus what one `push` yields.
 */
export class Framer {
  readonly #longest: number;
  readonly #window: CheckWindow;
  readonly #run: Uint8Array;
  #runLength = 0;
  #runReason: RejectReason = 'noise';
  #frames = 0;
  #marks = 0;
  #discardedBytes = 0;
  #work = 0;
  readonly #rejected = Object.fromEntries(REJECT_REASONS.map((reason) => [reason, 0])) as Record<
    RejectReason,
    number
  >;

  /** `longest`: frames that announce more are rejected at once (bytes). */
  constructor(options: { readonly longest?: number } = {}) {
    this.#longest = options.longest ?? LONGEST_FRAME;
    this.#window = new CheckWindow(this.#longest);
    this.#run = new Uint8Array(this.#longest);
  }

  get counters(): FramerCounters {
    return {
      frames: this.#frames,
      marks: this.#marks,
      discardedBytes: this.#discardedBytes,
      rejected: { ...this.#rejected },
      work: this.#work,
    };
  }

  /** True while a frame has begun and not ended: only then does silence need a `flush`. */
  get pending(): boolean {
    return this.#window.length > 0 || this.#runLength > 0;
  }

  /** Takes bytes as they come, in pieces of any size; the result does not depend on how they are cut. */
  push(chunk: Uint8Array): Framed[] {
    const found: Framed[] = [];
    for (let from = 0; from < chunk.length; ) {
      const taken = this.#window.append(chunk, from);
      this.#work += taken;
      from += taken;
      this.#search(found);
    }
    return found;
  }

  /** Gives up the frame that has begun: silence on the line, or its end. Frames inside the rest are still found. */
  flush(reason: 'timeout' | 'closed' = 'timeout'): Framed[] {
    const found: Framed[] = [];
    this.#search(found);
    while (this.#window.length > 0) {
      this.#reject(reason, found);
      this.#search(found);
    }
    this.#endRun(found);
    return found;
  }

  #search(found: Framed[]): void {
    while (this.#window.length > 0) {
      this.#work += 1;
      const verdict = this.#examine();
      if (verdict === 'wait') return;
      if (typeof verdict === 'string') this.#reject(verdict, found);
      else this.#accept(verdict, found);
    }
  }

  #examine(): Frame | RejectReason | 'wait' {
    const window = this.#window;
    if (window.at(0) !== SOM) return 'noise';
    if (window.length < AT.body) return 'wait';
    const length = window.at(AT.length) | (window.at(AT.length + 1) << 8);
    const control = window.at(AT.control);
    if (length > this.#longest || length < shortestFrame(control)) return 'length';
    if (window.length < length) return 'wait';
    const covered = length - checkLengthOf(control);
    if (control & CONTROL.crc) {
      if (window.crc(covered) !== (window.at(covered) | (window.at(covered + 1) << 8))) return 'crc';
    } else if (window.sum(length) !== 0) {
      return 'checksum';
    }
    const split = splitFrame(window.copy(length));
    this.#work += length;
    return split.ok ? split.frame : split.reason;
  }

  #accept(frame: Frame, found: Framed[]): void {
    if (this.#runLength > 1 && this.#run[this.#runLength - 1] === MARK) {
      this.#runLength -= 1;
      this.#discardedBytes -= 1;
      this.#marks += 1;
    }
    this.#endRun(found);
    this.#frames += 1;
    this.#window.drop(frame.bytes.length);
    found.push({ kind: 'frame', frame, bytes: frame.bytes });
  }

  #reject(reason: RejectReason, found: Framed[]): void {
    const byte = this.#window.at(0);
    this.#window.drop(1);
    if (reason === 'noise' && byte === MARK && this.#runLength === 0) {
      this.#marks += 1;
      return;
    }
    if (reason !== 'noise') {
      this.#rejected[reason] += 1;
      if (this.#runReason === 'noise') this.#runReason = reason;
    }
    this.#run[this.#runLength] = byte;
    this.#runLength += 1;
    this.#discardedBytes += 1;
    if (this.#runLength === this.#run.length) this.#endRun(found);
  }

  /** Reports what was discarded in one stretch under the first reason that says more than `noise`. */
  #endRun(found: Framed[]): void {
    if (this.#runLength === 0) return;
    if (this.#runReason === 'noise') this.#rejected.noise += 1;
    found.push({ kind: 'discarded', reason: this.#runReason, bytes: this.#run.slice(0, this.#runLength) });
    this.#runLength = 0;
    this.#runReason = 'noise';
  }
}
