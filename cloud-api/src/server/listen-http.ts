import { VratarError } from '@vratar/protocol/errors';
import type { FastifyInstance } from 'fastify';

/**
 * @returns the address, such as http://127.0.0.1:8080
 * @throws VratarError `address_taken`
 */
export async function listenHttp(
  app: FastifyInstance,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new VratarError('address_taken', { address: `${host}:${port}` });
  }
}
