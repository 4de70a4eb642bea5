import { VratarError } from '@vratar/protocol/errors';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { PROBLEM_JSON, problem } from './problem.ts';

/** Every error of every route leaves as application/problem+json with a code of the catalogue. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const known = knownError(error);
    if (known === undefined) request.log.error({ err: error }, 'a request failed');
    // What went wrong inside is for the log; outside it would tell about tables and files.
    return send(reply, known ?? new VratarError('internal', { why: 'see the log' }));
  });
  app.setNotFoundHandler((request, reply) =>
    send(reply, new VratarError('route_unknown', { path: request.url.split('?')[0]! })),
  );
}

/** The same for addresses that never reach a route: such as one that no character set makes sense of, or is too long. */
export function answerRouterError(error: FastifyError, _request: unknown, reply: FastifyReply): void {
  void send(reply, knownError(error) ?? new VratarError('request_invalid', { why: error.message }));
}

/** @returns undefined for what is a fault of ours */
function knownError(error: FastifyError | VratarError): VratarError | undefined {
  if (error instanceof VratarError) return error.code === 'internal' ? undefined : error;
  if (error.validation !== undefined) {
    const [first] = error.validation;
    const field = `${error.validationContext ?? 'body'}${first?.instancePath ?? ''}`;
    return new VratarError('request_invalid', { why: error.message }, { field });
  }
  const status = error.statusCode ?? 500;
  if (status >= 500) return undefined;
  if (status === 413) return new VratarError('body_too_large');
  if (status === 415) return new VratarError('media_type');
  return new VratarError('request_invalid', { why: error.message });
}

function send(reply: FastifyReply, error: VratarError): FastifyReply {
  const body = problem(error);
  return reply.code(body.status).type(PROBLEM_JSON).send(body);
}
