import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';

/** `GET /openapi.json`: the description of this interface, as this process serves it. */
export function openApiRoute(app: FastifyInstance): void {
  app.get(
    '/openapi.json',
    {
      schema: {
        summary: 'Read the description of this interface',
        tags: ['session'],
        security: [],
        'x-permission': 'anyone',
        response: { 200: Type.Unknown() },
      },
      config: { permission: { who: 'anyone' } },
    },
    async () => app.swagger(),
  );
}
