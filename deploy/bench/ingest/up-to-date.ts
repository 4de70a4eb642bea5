import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { attachDatabase } from '@vratar/cloud-api/src/db/attach.ts';
import { connectPool } from '@vratar/cloud-api/src/db/index.ts';
import type { BenchNetwork } from './network.ts';

const MAIN = new URL('../../../cloud-api/src/cli/main.ts', import.meta.url).pathname;
const run = promisify(execFile);

/** Days that were noted and are not computed yet, and jobs that will compute some. */
const WAITING = `select (select count(*) from attendance_dirty)
  + (select count(*) from graphile_worker.jobs where task_identifier = 'attendance.recompute') as waiting`;

/** Resolves when every student-day says what the stored events say: nothing waits to be computed. */
export async function upToDate(network: BenchNetwork): Promise<void> {
  const pool = connectPool((await attachDatabase({ folder: network.database })).logins.owner, { max: 1 });
  try {
    for (;;) {
      const { rows } = await pool.query<{ waiting: number }>(WAITING);
      if (rows[0]?.waiting === 0) return;
      await sleep(50);
    }
  } finally {
    await pool.end();
  }
}

/** What the clock does each morning before anybody comes: every pupil has a day. */
export async function beginDay(network: BenchNetwork, day: string): Promise<void> {
  await rebuild(network, day, day);
}

/** Computes all student-days of these dates again from nothing. @throws when a stored one says anything else */
export async function assertRebuilt(network: BenchNetwork, from: string, to: string): Promise<void> {
  await rebuild(network, from, to, '--dry-run');
}

async function rebuild(network: BenchNetwork, from: string, to: string, ...more: string[]): Promise<void> {
  const days = ['--school', 'all', '--from', from, '--to', to, ...more];
  await run(process.execPath, [MAIN, '--config', network.config, 'attendance', 'rebuild', ...days]);
}
