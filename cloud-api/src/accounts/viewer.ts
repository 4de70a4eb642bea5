import { VratarError } from '@vratar/protocol/errors';
import type { NameRight, Viewer } from '../attendance/today/presence-service.ts';
import type { ViewerOf } from '../attendance/today/viewer.ts';
import type { Caller, Callers } from './caller.ts';
import { mayAny } from './permissions/index.ts';

/** Viewers by session or token; `otherwise` decides about somebody without an account. */
export function sessionViewer(callers: Callers, otherwise: ViewerOf): ViewerOf {
  return async (request) => {
    const caller = await callers.find(request);
    return caller === undefined ? otherwise(request) : viewerOf(caller);
  };
}

/**
 * What a caller sees of who is in the school: principal and delegates all names, a homeroom teacher those of the own
 * class, a guard numbers (D4). @throws VratarError `not_permitted` for roles that see single children or no school
 */
export function viewerOf({ id, school, grants }: Caller): Viewer {
  const classes = new Set(grants.flatMap((grant) => (grant.school === school && grant.class) || []));
  const seen = [...classes].filter((of) => mayAny(grants, 'presence.see', { school: school!, class: of }));
  if (school === undefined || !(mayAny(grants, 'presence.see', { school }) || seen.length > 0)) {
    throw new VratarError('not_permitted', { act: 'presence.see' });
  }
  const named = [...classes].filter((of) => mayAny(grants, 'names.see', { school, class: of }));
  const names: NameRight = mayAny(grants, 'names.see', { school })
    ? 'all'
    : named.length > 0
      ? new Set(named)
      : 'none';
  return { school, account: id, names };
}
