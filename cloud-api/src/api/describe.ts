import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';
import { TAGS } from './route.ts';

export const API_PREFIX = '/api/v1';

const ABOUT = `Everything that Vratar's own pages do goes through this interface.

* **Who asks**: people sign in at \`/session\` and get a cookie; programs send a token of the school as \`Authorization: Bearer …\`. Each operation names the right it asks for in \`x-permission\`.
* **Errors** are \`application/problem+json\` (RFC 9457). Match on \`code\`, never on wording. What is refused has changed nothing.
* **Lists** have \`items\` and \`next\`, the cursor of the following page.
* **Writes** take an \`Idempotency-Key\`: sent again with it, a request is done once and answered alike.
* **Moments** are RFC 3339 with an offset, days are of the school's own calendar, numbers named \`…At\` in live data are milliseconds since 1970.`;

/**
 * Collects the description of every route that is registered after it (OpenAPI 3.1), from the very schemas that check
 * requests. Read with `app.swagger()`.
 */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  app.addSchema(Problem);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Vratar',
        version: '1',
        description: ABOUT,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: API_PREFIX }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-vratar',
            description: 'Set by POST /session.',
          },
          token: { type: 'http', scheme: 'bearer', description: 'Issued by POST /tokens.' },
        },
      },
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => String(json.$id ?? `schema-${i}`) },
  });
}
