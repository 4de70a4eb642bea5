import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { capabilities } from '@vratar/cloud-api/src/server/index.ts';
import { cloudApp, type Outside } from '../../../cloud-api/test/support/cloud-app.ts';
import { testDatabase } from '../../../cloud-api/test/support/database.ts';
import { freePort } from '../../testing/free-ports.ts';

/**
 * All of the cloud's pages and routes on an empty database, listening; its clock is the test's.
 * @param outside what is around it, where that has to know its address beforehand
 */
export async function servedCloud(now: () => Date, outside?: (address: string) => Promise<Outside>) {
  const port = outside === undefined ? 0 : await freePort();
  const db = await testDatabase();
  const around = await outside?.(`http://localhost:${port}`);
  const { app, parts, vault, close } = await cloudApp(db, capabilities, now, around);
  app.server.prependListener('request', (_request, response) => keepCookies(response));
  // Browsers give a secure cookie to this name, not to the number.
  const address = (await app.listen({ host: '127.0.0.1', port })).replace('127.0.0.1', 'localhost');
  const stop = async (): Promise<void> => {
    await close();
    await db.close();
  };
  return { address, db, parts, vault, stop };
}

/** A browser's cookies end by the real clock, whatever the page believes: here they last as long as the browser. */
function keepCookies(response: ServerResponse): void {
  type WriteHead = (status: number, headers?: OutgoingHttpHeaders) => ServerResponse;
  const writeHead = response.writeHead.bind(response) as WriteHead;
  const keeping: WriteHead = (status, headers = {}) => {
    const { 'set-cookie': cookies, ...others } = headers;
    if (cookies === undefined) return writeHead(status, headers);
    const kept = [cookies].flat().map((cookie) => String(cookie).replace(/; Expires=[^;]*/i, ''));
    return writeHead(status, { ...others, 'set-cookie': kept });
  };
  response.writeHead = keeping as typeof response.writeHead;
}
