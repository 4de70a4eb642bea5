import { type CardNumber, type CardSettings, readCard } from '@vratar/protocol/cards';
import type { EdgeConfig } from '../config/edge-config.ts';
import type { CardReading, ReadCard } from '../core/index.ts';

/** Reads become tokens, each device's cards as its settings say. The number goes no further. */
export function cardReader(config: EdgeConfig, tokenOf: (card: CardNumber) => string): ReadCard {
  const settings = new Map<string, CardSettings>(
    config.site.devices.map((device) => [`${device.line}/${device.address}`, device.cards]),
  );
  return ({ line, address, bits, data }): CardReading => {
    const result = readCard({ bits, data }, settings.get(`${line}/${address}`));
    if (result.ok) return { token: tokenOf(result.card) };
    return { refused: result.reason === 'random_uid' ? 'phone_random_uid' : 'card_unreadable' };
  };
}
