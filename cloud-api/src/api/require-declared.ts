import { VratarError } from '@vratar/protocol/errors';
import type { FastifyInstance } from 'fastify';

/**
 * Refuses to start with a route that says nothing about who may ask, or how it answers: what was forgotten is found by
 * whoever writes it, not by whoever abuses it.
 */
export function requireDeclared(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config, schema }) => {
    const hidden = (schema as { hide?: boolean } | undefined)?.hide === true;
    if (config?.permission !== undefined && (hidden || schema?.response !== undefined)) return;
    throw new VratarError('internal', {
      why: `${String(method)} ${url} declares no permission or no answer`,
    });
  });
}
