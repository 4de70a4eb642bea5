/** Answers after which what was slow before them is forgotten, at the latest when as many again have come. */
const WINDOW = 1000;

/** The slowest of the last answers: one stall of a disk or a processor must not make a PD count as slow for ever. */
export class Slowest {
  #current = 0;
  #before = 0;
  #count = 0;

  /** In ms; 0 before the first answer. */
  get ms(): number {
    return Math.max(this.#current, this.#before);
  }

  add(ms: number): void {
    this.#current = Math.max(this.#current, ms);
    this.#count += 1;
    if (this.#count < WINDOW) return;
    this.#before = this.#current;
    this.#current = 0;
    this.#count = 0;
  }
}
