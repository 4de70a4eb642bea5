import { VratarError } from '@vratar/protocol/errors';
import type { FastifyInstance } from 'fastify';

/** Listens. @throws VratarError `address_taken` */
export async function serveBoard(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new VratarError('address_taken', { address: `${host}:${port}` }, {}, { cause: error });
  }
}
