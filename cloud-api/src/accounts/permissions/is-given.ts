import type { Act } from './acts.ts';
import type { Grant } from './grant.ts';

/** Acts that nobody can do without reading the registers: classes, shifts, lanes; nothing of a person. */
const ON_REGISTERS: readonly Act[] = ['roster.change', 'cards.manage', 'gates.rules'];

/**
 * Whether an act is among those that a grant names; without names it is all of the role. What is delegated brings what
 * it takes to do it; a program has the scopes that it was given and no more.
 */
export function isGiven({ role, acts }: Grant, act: Act): boolean {
  if (acts === undefined || acts.includes(act)) return true;
  return role === 'delegate' && act === 'registers.see' && acts.some((one) => ON_REGISTERS.includes(one));
}
