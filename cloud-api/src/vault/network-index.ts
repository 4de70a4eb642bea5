import type { IdentifierType } from '../people/tables/persons.ts';
import { blindIndex } from './blind-index.ts';
import type { NetworkKey } from './data-key.ts';
import { seal, unseal } from './seal.ts';

/** Finds identifiers, cards and logins across schools without opening them. */
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

  /** Logins are compared without case and surrounding space. */
  login(login: string): Buffer {
    return blindIndex(this.#key.logins, login.normalize('NFKC').trim().toLowerCase());
  }

  sealLogin(account: string, login: string): Buffer {
    return seal(this.#key.contacts, Buffer.from(login.trim()), `login:${account}`);
  }

  openLogin(account: string, sealed: Uint8Array): string {
    return unseal(this.#key.contacts, sealed, `login:${account}`).toString();
  }
}
