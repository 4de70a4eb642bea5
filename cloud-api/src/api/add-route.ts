import { Readable } from 'node:stream';
import { VratarError } from '@vratar/protocol/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Answer, type FileAnswer, isElsewhere, isFile, isNothing } from './answers.ts';
import { IdempotencyHeader } from './idempotency/header.ts';
import { PROBLEM_JSON } from './problem.ts';
import type { Part, Permission, RouteShape } from './route.ts';

interface Checked {
  readonly permission: Permission;
  /** Whether an `Idempotency-Key` is understood. */
  readonly repeatable: boolean;
}

/** Registers a route with its schemas, so that its description cannot differ from what it checks. */
export function addRoute<P extends Part, Q extends Part, B extends Part, A extends Answer>(
  app: FastifyInstance,
  shape: RouteShape<P, Q, B, A>,
  { permission, repeatable }: Checked,
  answer: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  const { method, url, params, query, body, perMinute, upload } = shape;
  const status = isNothing(shape.answer) ? 204 : isElsewhere(shape.answer) ? 302 : (shape.status ?? 200);
  app.route({
    method,
    url,
    schema: {
      ...described(shape, permission),
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { querystring: query }),
      ...(body === undefined ? {} : { body }),
      ...(upload === undefined ? {} : { body: uploadBody(upload) }),
      ...(repeatable ? { headers: IdempotencyHeader } : {}),
      response: {
        [status]: responseOf(shape.answer),
        '4xx': {
          description: 'What is wrong.',
          content: { [PROBLEM_JSON]: { schema: { $ref: 'Problem#' } } },
        },
      },
    },
    config: { permission, ...(perMinute === undefined ? {} : { rateLimit: { max: perMinute } }) },
    handler: async (request, reply) => {
      if (upload !== undefined) assertUploaded(request, upload);
      const value = await answer(request, reply);
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
      if (status === 204) return reply.code(204).send();
      if (status === 302) return reply.redirect(value as string);
      if (isFile(shape.answer)) return sendFile(reply, value as FileAnswer);
      return reply.code(status).send(value);
    },
  });
}

function described(
  {
    summary,
    description,
    tag,
  }: Pick<RouteShape<Part, Part, Part, Answer>, 'summary' | 'description' | 'tag'>,
  permission: Permission,
) {
  const security =
    permission.who === 'anyone'
      ? []
      : [{ session: [] }, ...(permission.who === 'person' ? [] : [{ token: [] }])];
  return {
    summary,
    tags: [tag],
    security,
    'x-permission': permission.who === 'act' ? permission.act : permission.who,
    ...(description === undefined ? {} : { description }),
  };
}

/** Any bytes, as OpenAPI 3.1 says it: a media type with an empty schema. */
const uploadBody = (types: readonly string[]) => ({
  content: Object.fromEntries(types.map((type) => [type, { schema: {} }])),
});

/** @throws VratarError `media_type` */
function assertUploaded({ body, headers }: FastifyRequest, types: readonly string[]): void {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (!Buffer.isBuffer(body) || type === undefined || !types.includes(type))
    throw new VratarError('media_type');
}

const responseOf = (answer: Answer) =>
  isFile(answer) ? fileResponse(answer.files) : isElsewhere(answer) ? MOVED : answer;

const MOVED = {
  description: 'Goes on at another address.',
  headers: { location: { type: 'string' } },
  type: 'null',
};

const fileResponse = (types: readonly string[]) => ({
  description: 'A document.',
  content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
});

function sendFile(reply: FastifyReply, { type, name, bytes }: FileAnswer): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('x-content-type-options', 'nosniff')
    .type(type)
    .serializer((payload: Buffer) => payload as unknown as string)
    .send(bytes instanceof Uint8Array ? Buffer.from(bytes) : Readable.from(bytes));
}
