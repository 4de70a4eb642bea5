import type { LoadedConfig } from '../config/load-config.ts';
import type { Secrets } from '../config/secrets.ts';
import type { CardRead, CardReading, ReadCard } from '../core/index.ts';
import type { KeyRing } from '../keys/index.ts';
import { cardReader } from './read-card.ts';

/** The configuration and the keys in force; replaced as a whole, by `Changes` alone. */
export class LiveConfig {
  /** What the installer brought, and what the cloud has sent since. */
  readonly keys: KeyRing;
  #loaded: LoadedConfig;
  #secrets: Secrets;
  #readCard: ReadCard;

  constructor(loaded: LoadedConfig, secrets: Secrets, keys: KeyRing) {
    this.#loaded = loaded;
    this.#secrets = secrets;
    this.keys = keys;
    this.#readCard = this.#reader();
  }

  get loaded(): LoadedConfig {
    return this.#loaded;
  }

  get secrets(): Secrets {
    return this.#secrets;
  }

  readCard(read: CardRead): CardReading {
    return this.#readCard(read);
  }

  replace(loaded: LoadedConfig, secrets: Secrets): void {
    this.#loaded = loaded;
    this.#secrets = secrets;
    this.#readCard = this.#reader();
  }

  #reader(): ReadCard {
    return cardReader(this.#loaded.config, (card) => this.keys.token(card));
  }
}
