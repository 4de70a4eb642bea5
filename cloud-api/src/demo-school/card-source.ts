import { type CardNumber, cardOfUid } from '@vratar/protocol/cards';
import type { CredentialType } from '../cards/tables.ts';
import type { PlannedCard } from './plan.ts';
import type { Random } from './random.ts';

/** Makes cards with numbers that do not repeat within a school; labels count up as printed ones do. */
export function cardSource(
  random: Random,
  prefix: string,
): (type: CredentialType, fate: PlannedCard['fate']) => PlannedCard {
  const used = new Set<CardNumber>();
  return (type, fate) => {
    for (;;) {
      const result = cardOfUid(uid(random, type));
      if (!result.ok || used.has(result.card)) continue;
      used.add(result.card);
      return { card: result.card, type, label: `${prefix}-${String(used.size).padStart(5, '0')}`, fate };
    }
  };
}

/** Cards and bracelets as of NXP (first byte 04, seven bytes), fobs of the older sort with four. */
function uid(random: Random, type: CredentialType): Uint8Array {
  const bytes = Uint8Array.from({ length: type === 'fob' ? 4 : 7 }, () => random.int(0, 255));
  if (type !== 'fob') bytes[0] = 0x04;
  return bytes;
}
