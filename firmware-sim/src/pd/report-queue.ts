/** A card as the reader read it. `data` is left-aligned, `bits` of it count. */
export interface CardRead {
  readonly reader: number;
  /** 0 raw bits, 1 Wiegand with parity. */
  readonly format: number;
  readonly bits: number;
  readonly data: Uint8Array;
}

export interface KeyPresses {
  readonly reader: number;
  readonly digits: string;
}

/** What a PD will say when it is next polled. Status reports carry the state of the moment of sending. */
export type Report =
  | { readonly kind: 'card'; readonly read: CardRead }
  | { readonly kind: 'keypad'; readonly keys: KeyPresses }
  | { readonly kind: 'inputs' }
  | { readonly kind: 'outputs' }
  | { readonly kind: 'local' };

interface Waiting {
  readonly report: Report;
  readonly atMs: number;
}

/** First in, first out; a status that is already waiting is not queued twice. Reads beyond the room are lost. */
export class ReportQueue {
  readonly #room: number;
  #waiting: Waiting[] = [];
  #lost = 0;

  /** `room`: card and keypad reads that the device can hold. */
  constructor(room: number) {
    this.#room = room;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** Reads that found the queue full. */
  get lost(): number {
    return this.#lost;
  }

  /** False when it had to be dropped. */
  add(report: Report, atMs: number): boolean {
    const same = (waiting: Waiting): boolean => waiting.report.kind === report.kind;
    if (isRead(report)) {
      if (this.#waiting.filter(({ report: other }) => isRead(other)).length >= this.#room) {
        this.#lost++;
        return false;
      }
    } else if (this.#waiting.some(same)) return true;
    this.#waiting.push({ report, atMs });
    return true;
  }

  /** The oldest report that had happened by `nowMs`. */
  take(nowMs: number): Report | undefined {
    const first = this.#waiting[0];
    if (first === undefined || first.atMs > nowMs) return undefined;
    this.#waiting.shift();
    return first.report;
  }

  clear(): void {
    this.#waiting = [];
  }
}

function isRead(report: Report): boolean {
  return report.kind === 'card' || report.kind === 'keypad';
}
