import type { CableState, Contact } from '../contact/index.ts';
import type { ContactWire } from './contact-wire.ts';

/** One contact of the fire panel, with its loop to a device. */
export class FireLoop {
  readonly id: string;
  /** Lanes whose supply the panel releases together with this contact. */
  readonly frees: readonly string[];
  readonly #wire: ContactWire;
  readonly #changed: () => void;

  constructor(id: string, frees: readonly string[], wire: ContactWire, changed: () => void) {
    this.id = id;
    this.frees = frees;
    this.#wire = wire;
    this.#changed = changed;
  }

  get contact(): Contact {
    return this.#wire.contact;
  }

  /** The panel goes into alarm, or is reset. */
  alarm(on: boolean): void {
    this.#wire.actuate(on);
    this.#changed();
  }

  setCable(cable: CableState): void {
    this.#wire.setCable(cable);
    this.#changed();
  }
}
