export interface TimerEntry {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
  cancelled: boolean;
}

/** Binary heap by time, then by order of asking. Cancelled entries are dropped when they come to the top. */
export class TimerHeap {
  readonly #entries: TimerEntry[] = [];
  #order = 0;

  add(at: number, action: () => void): TimerEntry {
    const entry: TimerEntry = { at, order: this.#order++, action, cancelled: false };
    this.#entries.push(entry);
    this.#rise(this.#entries.length - 1);
    return entry;
  }

  cancel(entry: TimerEntry): void {
    entry.cancelled = true;
  }

  peek(): TimerEntry | undefined {
    while (this.#entries[0]?.cancelled) this.#removeTop();
    return this.#entries[0];
  }

  take(): TimerEntry | undefined {
    const top = this.peek();
    if (top !== undefined) this.#removeTop();
    return top;
  }

  #removeTop(): void {
    const last = this.#entries.pop()!;
    if (this.#entries.length === 0) return;
    this.#entries[0] = last;
    this.#sink(0);
  }

  #rise(start: number): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(this.#entries[index]!, this.#entries[parent]!)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #sink(start: number): void {
    let index = start;
    for (;;) {
      const smallest = this.#smallestChild(index);
      if (smallest === index) return;
      this.#swap(index, smallest);
      index = smallest;
    }
  }

  #smallestChild(index: number): number {
    let smallest = index;
    for (const child of [2 * index + 1, 2 * index + 2]) {
      if (child < this.#entries.length && before(this.#entries[child]!, this.#entries[smallest]!)) {
        smallest = child;
      }
    }
    return smallest;
  }

  #swap(a: number, b: number): void {
    const kept = this.#entries[a]!;
    this.#entries[a] = this.#entries[b]!;
    this.#entries[b] = kept;
  }
}

function before(a: TimerEntry, b: TimerEntry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
