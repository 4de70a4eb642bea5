import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { VratarError } from '@vratar/protocol/errors';
import type { FastifyInstance } from 'fastify';

const WEB = join(import.meta.dirname, '..', '..', 'web');

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
  await app.register(fastifyStatic, {
    root,
    prefix: `/${page}/`,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', cacheControl(path)),
  });
}

/** Assets carry a hash of their content in their names; the page that names them must be asked for anew. */
function cacheControl(path: string): string {
  return path.endsWith('.html') ? 'no-cache' : 'public, max-age=31536000, immutable';
}
