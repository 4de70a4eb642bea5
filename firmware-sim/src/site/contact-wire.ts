import {
  atRest,
  type CableState,
  type Contact,
  type ContactWiring,
  reportedState,
} from '../contact/index.ts';
import type { Pd } from '../pd/index.ts';

/** One contact, its cable, and the input at the end of it. */
export class ContactWire {
  readonly #pd: Pd;
  readonly #input: number;
  readonly #wiring: ContactWiring;
  #contact: Contact = atRest;

  constructor(pd: Pd, input: number, wiring: ContactWiring) {
    this.#pd = pd;
    this.#input = input;
    this.#wiring = wiring;
    this.#tell();
  }

  get contact(): Contact {
    return this.#contact;
  }

  actuate(actuated: boolean): void {
    this.#set({ ...this.#contact, actuated });
  }

  setCable(cable: CableState): void {
    this.#set({ ...this.#contact, cable });
  }

  #set(contact: Contact): void {
    this.#contact = contact;
    this.#tell();
  }

  #tell(): void {
    this.#pd.setInput(this.#input, reportedState(this.#contact, this.#wiring));
  }
}
