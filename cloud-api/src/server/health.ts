import type { FastifyInstance } from 'fastify';

export interface HealthParts {
  /** Resolves when the database answers. */
  readonly database: () => Promise<unknown>;
  /** Whether messages of gateways arrive; undefined where this process takes none. */
  readonly broker: () => boolean | undefined;
  /** Counts since the start. */
  readonly counts: () => Readonly<Record<string, number>>;
}

/** `/health`: 200 when this process does its work, 503 with the part that does not. For supervisors and balancers. */
export function healthRoutes(app: FastifyInstance, parts: HealthParts): void {
  app.get('/health', async (_request, reply) => {
    const database = await parts.database().then(
      () => true,
      () => false,
    );
    const broker = parts.broker();
    const ok = database && broker !== false;
    reply.code(ok ? 200 : 503);
    return { ok, database, ...(broker === undefined ? {} : { broker }), counts: parts.counts() };
  });
}
