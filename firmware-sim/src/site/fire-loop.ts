import type { CableState, Contact } from '../contact/index.ts';
import type { Mechanism } from '../lane/index.ts';
import type { ContactWire } from './contact-wire.ts';

/** The fire panel as the site sees it: a supervised loop to the gate, and a relay in the supply of the locks. */
export class FireLoop {
  readonly id: string;
  readonly #wire: ContactWire;
  readonly #frees: readonly Mechanism[];
  readonly #changed: (contact: Contact) => void;

  constructor(
    id: string,
    wire: ContactWire,
    frees: readonly Mechanism[],
    changed: (contact: Contact) => void,
  ) {
    this.id = id;
    this.#wire = wire;
    this.#frees = frees;
    this.#changed = changed;
  }

  get contact(): Contact {
    return this.#wire.contact;
  }

  /** The panel goes into alarm, or is reset. */
  alarm(on: boolean): void {
    this.#wire.actuate(on);
    for (const mechanism of this.#frees) mechanism.setEmergency(on);
    this.#changed(this.contact);
  }

  setCable(cable: CableState): void {
    this.#wire.setCable(cable);
    this.#changed(this.contact);
  }
}
