import { type Asked, isEscorting, type RuleCheck } from './asked.ts';
import type { Ledger } from './ledger.ts';

/** Nobody goes in where the most are inside, or about to be; who only asked takes no place. */
export const checkOccupancy: RuleCheck = (asked, ledger, { maxInside = Number.POSITIVE_INFINITY }) => {
  const { code, direction } = asked;
  const isRefused = code === 'building_full';
  if (direction === 'out') return isRefused ? 'nobody may be kept inside' : undefined;
  const escorts = isEscorting(asked, ledger);
  if (escorts === 'yes' && isRefused) return 'asked of one who escorts';
  if (escorts !== 'no') return undefined;
  const others = othersInside(asked, ledger);
  const saw = `${others} others of ${maxInside} are inside or on their way`;
  if (isRefused) return others < maxInside ? `full, and ${saw}` : undefined;
  return code === 'granted' && others >= maxInside ? `granted, and ${saw}` : undefined;
};

function othersInside({ card }: Asked, { places, underWay }: Ledger): number {
  const people = new Set<string>();
  let unnamed = 0;
  for (const [person, { side }] of places) if (side === 'in') people.add(person);
  for (const { person, direction } of underWay.values()) {
    if (direction !== 'in') continue;
    if (person === undefined) unnamed += 1;
    else people.add(person);
  }
  people.delete(card.person);
  return people.size + unnamed;
}
