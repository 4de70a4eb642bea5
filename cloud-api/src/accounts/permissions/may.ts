import type { Act } from './acts.ts';
import type { Grant, Target } from './grant.ts';
import { isGiven } from './is-given.ts';
import { PERMISSIONS, type Reach } from './permissions.ts';

/** Whether a grant allows an act on a target. Pure: periods were looked at when the grants were read. */
export function may(grant: Grant, act: Act, target: Target): boolean {
  const reach = PERMISSIONS[grant.role][act];
  if (reach === undefined || !isGiven(grant, act)) return false;
  return reaches(grant, reach, target);
}

export const mayAny = (grants: readonly Grant[], act: Act, target: Target): boolean =>
  grants.some((grant) => may(grant, act, target));

function reaches(grant: Grant, reach: Reach, target: Target): boolean {
  switch (reach) {
    case 'network':
      return true;
    case 'region':
      return same(grant.region, target.region);
    case 'school':
      return same(grant.school, target.school);
    case 'class':
      return same(grant.school, target.school) && inClass(grant, target);
    case 'self':
      return same(grant.school, target.school) && same(grant.person, target.person);
    case 'child':
    case 'young_child':
      return (
        same(grant.school, target.school) &&
        (grant.children ?? []).some(
          (child) => child.person === target.person && (reach === 'child' || child.young),
        )
      );
  }
}

/** A delegation of a whole school has no class; a homeroom teacher without one has nothing. */
function inClass(grant: Grant, target: Target): boolean {
  return (grant.role === 'delegate' && grant.class === undefined) || same(grant.class, target.class);
}

const same = (held: string | undefined, asked: string | undefined): boolean =>
  held !== undefined && held === asked;
