import { existsSync } from 'node:fs';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import { VratarError } from '@vratar/protocol/errors';
import Fastify, { type FastifyInstance } from 'fastify';
import type { School } from '../school/index.ts';
import { Happenings } from './happenings.ts';
import { LineLinks } from './line-links.ts';
import { LiveFeed } from './live.ts';
import { deviceRoutes } from './routes/devices.ts';
import { laneRoutes } from './routes/lanes.ts';
import { peopleRoutes } from './routes/people.ts';
import { boardState } from './state.ts';

export interface BoardOptions {
  readonly school: School;
  /** Folder of the built page; without it only the interface is there. */
  readonly page?: string;
}

const NOT_FOUND: ReadonlySet<string> = new Set(['sim_unknown_point']);

/** The board: its page, and the interface through which people and tests play with the school. */
export function boardApp({ school, page }: BoardOptions): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true, ajv: { customOptions: { removeAdditional: false } } });
  const links = new LineLinks();
  const bootUnix = Date.now() - school.clock.now();
  const happenings = new Happenings((atMs) => Math.round(bootUnix + atMs));
  const silence = [school.site.listen(links.observe), school.site.listen(happenings.observe)];
  const state = () => boardState(school, links, happenings.latest);
  const live = new LiveFeed(state);

  app.get('/api/state', state);
  app.get('/api/live', (_, reply) => {
    reply.hijack();
    live.add(reply.raw);
  });
  laneRoutes(app, school);
  deviceRoutes(app, school);
  peopleRoutes(app, school);
  if (page !== undefined && existsSync(join(page, 'index.html'))) app.register(staticFiles, { root: page });

  app.setErrorHandler((error, _, reply) => {
    if (error instanceof VratarError) {
      return reply.code(NOT_FOUND.has(error.code) ? 404 : 422).send(error.toJSON());
    }
    return reply.send(error);
  });
  app.addHook('onClose', () => {
    for (const end of silence) end();
    live.close();
  });
  return app;
}
