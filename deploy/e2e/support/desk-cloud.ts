import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAccount, assignRole } from '@vratar/cloud-api/src/accounts/index.ts';
import { connect, connectPool, openDatabase } from '@vratar/cloud-api/src/db/index.ts';
import { DEMO, inventSchool, seedSchool } from '@vratar/cloud-api/src/demo-school/index.ts';
import { buildApp, capabilities } from '@vratar/cloud-api/src/server/index.ts';
import { openVault } from '@vratar/cloud-api/src/vault/index.ts';
import { pino } from 'pino';

export const OFFICER = { login: 'officer@desk.example', password: 'дълга парола за гишето' };

/** The cloud's pages and API over a small invented school, with a card officer who may sign in. */
export async function deskCloud() {
  const folder = await mkdtemp(join(tmpdir(), 'vratar-desk-'));
  const database = await openDatabase({ folder: join(folder, 'postgres') });
  const [api, jobs] = [connect(database.logins.api), connect(database.logins.jobs)];
  const apiPool = connectPool(database.logins.api);
  const vault = await openVault(join(folder, 'keys'), {});
  await vault.prepare(jobs);
  const now = () => new Date();
  const size = { ...DEMO, code: '9999951', classes: 3, studentsPerClass: 12 };
  const plan = inventSchool({ ...size, startYear: schoolYearOf(now()) });
  const place = { gateway: 'gateway-desk', lanes: ['lane-1'] };
  const { school } = await seedSchool(jobs, vault, plan, place, now());
  const account = await addAccount(jobs, vault, OFFICER);
  await jobs
    .transaction()
    .execute((trx) =>
      assignRole(trx, vault, { account, role: 'card_officer', school, from: new Date(0) }, now()),
    );
  const log = pino({ level: 'silent' });
  const parts = { api, apiPool, jobs, vault, log, now, toGateway: () => undefined };
  const health = { database: async () => undefined, broker: () => undefined, counts: () => ({}) };
  const app = await buildApp({ parts, health, capabilities, log });
  const url = (await app.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'localhost');
  const stop = async () => {
    await app.close();
    await Promise.all([api.destroy(), jobs.destroy(), apiPool.end()]);
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url, plan, school, jobs, stop };
}

const schoolYearOf = (now: Date): number => now.getFullYear() - (now.getMonth() < 8 ? 1 : 0);
