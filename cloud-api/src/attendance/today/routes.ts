import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { AttendanceChanges } from './changes.ts';
import { musterOf } from './muster.ts';
import type { PresenceService } from './presence-service.ts';
import { followPresence } from './presence-stream.ts';
import { MusterView, PresenceView } from './schema.ts';
import type { ViewerOf } from './viewer.ts';

export interface PresenceRouteOptions {
  readonly service: PresenceService;
  readonly changes: AttendanceChanges;
  readonly viewer: ViewerOf;
}

const At = Type.Object({
  at: Type.Optional(Type.Integer({ minimum: 0, description: 'ms since 1970; now when absent' })),
});

const described = (summary: string, answer: object) => ({
  summary,
  tags: ['presence'],
  security: [{ session: [] }, { token: [] }],
  'x-permission': 'presence.see',
  response: { 200: answer },
});
const config = { permission: { who: 'act', act: 'presence.see' } } as const;

/** Who is in the school: now, at an earlier moment, as a muster list, and the live stream `GET /presence/stream`. */
export const presenceRoutes: FastifyPluginAsync<PresenceRouteOptions> = async (app, options) => {
  const { service, changes, viewer } = options;

  app.get(
    '/presence/today',
    { schema: described('Show who is in the school', PresenceView), config },
    async (request) => {
      const who = await viewer(request);
      await service.logView(who);
      return service.presence(who);
    },
  );

  app.get<{ Querystring: { at?: number } }>(
    '/presence/at',
    {
      schema: { ...described('Show who was in the school at a moment', PresenceView), querystring: At },
      config,
    },
    async (request) => {
      const who = await viewer(request);
      await service.logView(who);
      return service.presence(who, request.query.at);
    },
  );

  app.get<{ Querystring: { at?: number } }>(
    '/presence/muster',
    {
      schema: { ...described('List who has to be looked for, as of a moment', MusterView), querystring: At },
      config,
    },
    async (request) => {
      const who = await viewer(request);
      await service.logView(who);
      const view = await service.presence(who, request.query.at);
      return view && musterOf(view);
    },
  );

  const open = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const stop of open) stop();
  });
  app.get('/presence/stream', { schema: { hide: true } as object, config }, async (request, reply) => {
    const who = await viewer(request);
    await service.logView(who);
    stream(request, reply, open, (sink) =>
      followPresence(
        changes,
        who.school,
        () => service.presence(who),
        sink,
        (error) => request.log.error({ err: error }, 'presence cannot be read'),
      ),
    );
  });
};

type Follow = (sink: { data(json: string): void; beat(): void }) => () => void;

function stream(request: FastifyRequest, reply: FastifyReply, open: Set<() => void>, follow: Follow): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
  });
  const end = follow({
    data: (json) => raw.write(`data: ${json}\n\n`),
    beat: () => raw.write('event: beat\ndata: {}\n\n'),
  });
  const stop = (): void => {
    if (!open.delete(stop)) return;
    end();
    raw.end();
  };
  open.add(stop);
  request.raw.once('close', stop);
}
