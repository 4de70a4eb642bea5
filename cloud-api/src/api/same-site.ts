import { VratarError } from '@vratar/protocol/errors';
import type { FastifyRequest } from 'fastify';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site's page makes a browser send. Browsers say where a request comes from
 * (`Sec-Fetch-Site`, `Origin`), and pages cannot change what they say; unlike a token in a form this holds for every
 * route and keeps no state. `SameSite=Lax` on the cookie is the second wall.
 * @throws VratarError `cross_site`, also for a cookie that comes without either header: that is no browser of today
 */
export async function refuseCrossSite(request: FastifyRequest): Promise<void> {
  if (SAFE.has(request.method)) return;
  const { 'sec-fetch-site': site, origin, cookie } = request.headers;
  const ours =
    site === undefined
      ? origin === undefined
        ? cookie === undefined
        : hostOf(origin) === request.host
      : site === 'same-origin' || site === 'none';
  if (!ours) throw new VratarError('cross_site');
}

const hostOf = (origin: string): string | undefined => URL.parse(origin)?.host;
