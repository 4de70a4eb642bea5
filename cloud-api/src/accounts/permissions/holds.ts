import type { Act } from './acts.ts';
import type { Grant } from './grant.ts';
import { isGiven } from './is-given.ts';
import { PERMISSIONS } from './permissions.ts';

/** Whether there is anybody or anything of the school to whom a holder of these may do the act. */
export const holds = (grants: readonly Grant[], act: Act, school: string): boolean =>
  grants.some(
    (grant) =>
      PERMISSIONS[grant.role][act] !== undefined &&
      isGiven(grant, act) &&
      (grant.school === school || PERMISSIONS[grant.role][act] === 'network'),
  );
