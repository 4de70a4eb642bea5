import { createServer } from 'node:net';
import { VratarError } from '@vratar/protocol/errors';

/**
 * Looks before anything is started: the part that needs the port would find out only after its database is up.
 * @throws VratarError `address_taken`
 */
export async function assertPortsFree(ports: readonly number[]): Promise<void> {
  for (const port of ports) await assertFree(port);
}

function assertFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', (cause) =>
      reject(new VratarError('address_taken', { address: `127.0.0.1:${port}` }, {}, { cause })),
    );
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
