import { capabilities } from '@vratar/cloud-api/src/server/index.ts';
import { cloudApp } from '../../../cloud-api/test/support/cloud-app.ts';
import { testDatabase } from '../../../cloud-api/test/support/database.ts';

/** All of the cloud's pages and routes on an empty database, listening; its clock is the test's. */
export async function servedCloud(now: () => Date) {
  const db = await testDatabase();
  const { app, vault, close } = await cloudApp(db, capabilities, now);
  // Browsers give a secure cookie to this name, not to the number.
  const address = (await app.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'localhost');
  const stop = async (): Promise<void> => {
    await close();
    await db.close();
  };
  return { address, db, vault, stop };
}
