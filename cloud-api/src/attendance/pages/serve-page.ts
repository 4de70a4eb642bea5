import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { VratarError } from '@vratar/protocol/errors';
import type { FastifyInstance } from 'fastify';

const WEB = join(import.meta.dirname, '..', '..', '..', 'web');

/** Serves a built page folder of `cloud-api/web` under `/<page>/`. */
export async function servePage(app: FastifyInstance, page: string): Promise<void> {
  const root = join(WEB, page, 'dist');
  app.get(`/${page}`, async (_request, reply) => reply.redirect(`/${page}/`));
  if (!existsSync(root)) {
    app.get(`/${page}/`, async () => {
      throw new VratarError('page_not_built', { page });
    });
    return;
  }
  await app.register(fastifyStatic, { root, prefix: `/${page}/`, decorateReply: false, maxAge: '1h' });
}
