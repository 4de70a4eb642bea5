import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import {
  API_PREFIX,
  answerErrors,
  answerRouterError,
  describeRoutes,
  limitRequests,
  openApiRoute,
  refuseCrossSite,
  requireDeclared,
  validateRequests,
} from '../api/index.ts';
import type { Capability, CloudParts } from './capability.ts';
import { type HealthParts, healthRoutes } from './health.ts';
import { servePage } from './serve-page.ts';

export interface AppOptions {
  readonly parts: CloudParts;
  readonly health: HealthParts;
  readonly capabilities: readonly Capability[];
  readonly log: Logger;
  /** Of one address; what one school behind one address needs when absent. */
  readonly requestsAMinute?: number;
}

/** Where a browser without a path lands. */
const HOME = 'today';

/** The API as an application that can be called with `inject()`; listening is the caller's business. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { health, capabilities, log } = options;
  const app = Fastify({
    loggerInstance: quieter(log),
    bodyLimit: 10 * 1024 * 1024,
    trustProxy: 'loopback',
    frameworkErrors: answerRouterError,
  });
  answerErrors(app);
  app.addHook('onRequest', refuseCrossSite);
  healthRoutes(app, health);
  await app.register((scope) => addApi(scope, options), { prefix: API_PREFIX });
  const pages = capabilities.flatMap((capability) => capability.pages ?? []);
  for (const page of pages) await servePage(app, page);
  if (pages.includes(HOME)) app.get('/', async (_request, reply) => reply.redirect(`/${HOME}/`));
  return app;
}

async function addApi(
  app: FastifyInstance,
  { parts, capabilities, requestsAMinute }: AppOptions,
): Promise<void> {
  validateRequests(app);
  requireDeclared(app);
  await describeRoutes(app);
  await limitRequests(app, requestsAMinute);
  openApiRoute(app);
  for (const { routes } of capabilities) {
    if (routes !== undefined) await app.register(async (scope) => routes(scope, parts));
  }
}

/** A line for each request only where everything is wanted. */
function quieter(log: Logger): FastifyBaseLogger {
  return log.child({}, { level: log.level === 'info' ? 'warn' : log.level });
}
