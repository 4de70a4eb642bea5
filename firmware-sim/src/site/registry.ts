import { VratarError } from '@vratar/protocol/errors';

/** Named parts of the site, in the order of the configuration. */
export class Registry<T> {
  readonly #what: string;
  readonly #parts = new Map<string, T>();

  /** `what`: the word for one part in messages. */
  constructor(what: string) {
    this.#what = what;
  }

  /** @throws VratarError `sim_duplicate` */
  add(name: string, part: T): T {
    if (this.#parts.has(name)) throw new VratarError('sim_duplicate', { what: this.#what, name });
    this.#parts.set(name, part);
    return part;
  }

  /** @throws VratarError `sim_unknown_point` */
  get(name: string): T {
    const part = this.#parts.get(name);
    if (part !== undefined) return part;
    const known = [...this.#parts.keys()].join(', ') || '(none)';
    throw new VratarError('sim_unknown_point', { what: this.#what, name, known });
  }

  get all(): readonly T[] {
    return [...this.#parts.values()];
  }

  get entries(): readonly (readonly [string, T])[] {
    return [...this.#parts];
  }
}
