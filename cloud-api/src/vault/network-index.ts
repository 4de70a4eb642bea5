import type { IdentifierType } from '../people/tables/persons.ts';
import { blindIndex } from './blind-index.ts';
import type { NetworkKey } from './data-key.ts';

/** Finds identifiers and cards across schools without opening them. */
export class NetworkIndex {
  readonly #key: NetworkKey;

  constructor(key: NetworkKey) {
    this.#key = key;
  }

  /** ЕГН, ЛНЧ and ИДН are compared without spaces and padded to ten digits, as НЕИСПУО does. */
  identifier(type: IdentifierType, identifier: string): Buffer {
    return blindIndex(
      this.#key.identifiers,
      String(type),
      identifier.replaceAll(/\s/g, '').padStart(10, '0'),
    );
  }

  /** @param card canonical bytes of the card's number */
  card(card: Uint8Array): Buffer {
    return blindIndex(this.#key.cards, card);
  }
}
