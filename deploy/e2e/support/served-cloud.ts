import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { capabilities } from '@vratar/cloud-api/src/server/index.ts';
import { cloudApp } from '../../../cloud-api/test/support/cloud-app.ts';
import { testDatabase } from '../../../cloud-api/test/support/database.ts';

/** All of the cloud's pages and routes on an empty database, listening; its clock is the test's. */
export async function servedCloud(now: () => Date) {
  const db = await testDatabase();
  const { app, parts, vault, close } = await cloudApp(db, capabilities, now);
  app.server.prependListener('request', (_request, response) => keepCookies(response));
  // Browsers give a secure cookie to this name, not to the number.
  const address = (await app.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'localhost');
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
