import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { answerErrors, refuseCrossSite } from '../api/index.ts';
import type { Capability, CloudParts } from './capability.ts';
import { type HealthParts, healthRoutes } from './health.ts';

export interface AppOptions {
  readonly parts: CloudParts;
  readonly health: HealthParts;
  readonly capabilities: readonly Capability[];
  readonly log: Logger;
}

/** The API as an application that can be called with `inject()`; listening is the caller's business. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { parts, health, capabilities, log } = options;
  const app = Fastify({
    loggerInstance: quieter(log),
    bodyLimit: 10 * 1024 * 1024,
    trustProxy: 'loopback',
    // A member that the schema does not know is a mistake to be told, not to be dropped.
    ajv: { customOptions: { removeAdditional: false } },
  });
  answerErrors(app);
  app.addHook('onRequest', refuseCrossSite);
  healthRoutes(app, health);
  for (const { name, routes } of capabilities) {
    if (routes === undefined) continue;
    await app.register(async (scope) => routes(scope, parts), { logLevel: 'warn' });
    log.debug({ capability: name }, 'routes');
  }
  return app;
}

/** A line for each request only where everything is wanted. */
function quieter(log: Logger): FastifyBaseLogger {
  return log.child({}, { level: log.level === 'info' ? 'warn' : log.level });
}
