import type { LoadedConfig } from '../config/load-config.ts';
import type { Secrets } from '../config/secrets.ts';
import type { CardRead, CardReading, ReadCard } from '../core/index.ts';
import { cardReader } from './read-card.ts';

/** The configuration and the keys in force; replaced as a whole, by `Changes` alone. */
export class LiveConfig {
  #loaded: LoadedConfig;
  #secrets: Secrets;
  #readCard: ReadCard;

  constructor(loaded: LoadedConfig, secrets: Secrets) {
    this.#loaded = loaded;
    this.#secrets = secrets;
    this.#readCard = cardReader(loaded.config, secrets.siteKey);
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
    this.#readCard = cardReader(loaded.config, secrets.siteKey);
  }
}
