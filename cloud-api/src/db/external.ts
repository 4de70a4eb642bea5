import { VratarError } from '@vratar/protocol/errors';
import { type Logins, ROLES, type Role, roleName } from './logins.ts';

/**
 * Connections to a server of yours. `DATABASE_URL` is the owner; `DATABASE_URL_API`, `_INGEST` and `_JOBS` may name
 * logins of their own, otherwise the owner's login takes the role on when it connects.
 */
export function externalLogins(url: string, environment: NodeJS.ProcessEnv = {}): Logins {
  const login = (role: Role): string => {
    const own = environment[`DATABASE_URL_${role.toUpperCase()}`];
    if (own !== undefined) return parse(own).href;
    const shared = parse(url);
    if (role !== 'owner') shared.searchParams.set('options', `-c role=${roleName(role)}`);
    return shared.href;
  };
  const entries = ROLES.map((role) => [role, login(role)]);
  return Object.fromEntries(entries) as Record<Role, string>;
}

function parse(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new VratarError('database_url', { why: 'it is not a URL' });
  if (!/^postgres(ql)?:$/.test(url.protocol)) {
    throw new VratarError('database_url', { why: `it begins with ${url.protocol}, not postgres:` });
  }
  return url;
}
