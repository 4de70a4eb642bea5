import rateLimit from '@fastify/rate-limit';
import { VratarError } from '@vratar/protocol/errors';
import type { FastifyInstance } from 'fastify';

/** For one address and process; a route may set a narrower one. What must hold over all processes is in the database. */
const REQUESTS_A_MINUTE = 600;

/** Bounds what one address may ask of the routes that are registered after it. */
export async function limitRequests(
  app: FastifyInstance,
  requestsAMinute = REQUESTS_A_MINUTE,
): Promise<void> {
  await app.register(rateLimit, {
    max: requestsAMinute,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, { ttl }) =>
      new VratarError('too_many_requests', { seconds: Math.ceil(ttl / 1000) }),
  });
}
