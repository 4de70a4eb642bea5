import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { attachDatabase } from '@vratar/cloud-api/src/db/attach.ts';
import { connectPool } from '@vratar/cloud-api/src/db/index.ts';
import type pg from 'pg';
import { cloneSchool } from './attendance/clone-school.ts';
import { dayJournal, type JournalLine } from './attendance/day-journal.ts';
import { administrator, createNetwork } from './ingest/network.ts';

const HELP = `One school day of 1,000,000 pupils reconciled with its gateways, PostgreSQL included (issue 7).

  npm run bench -- attendance-million [--pupils 1000000] [--profile DIR]

Schools of 600 pupils, seeded once through the product's services and then copied by the database: everybody in and out
once, each passage with its grant, alive each minute, day_close. Measured is the command that people use,
vratar-cloud attendance reconcile --school all, as a process of its own on this machine: first nothing has been
computed, so that every row is written; then every row is computed and compared once more.
`;
const LIMIT_S = 120;
const DATE = '2026-11-09';
const MIDNIGHT = Date.parse('2026-11-08T22:00:00Z');
const MAIN = new URL('../../cloud-api/src/cli/main.ts', import.meta.url).pathname;

const { values } = parseArgs({
  options: {
    pupils: { type: 'string', default: '1000000' },
    profile: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const beganAt = performance.now();
const network = await createNetwork({ schools: 1, gatewaysPerSchool: 1 });
const database = await attachDatabase({ folder: network.database });
const pool = connectPool(await administrator(network.database, database.logins.owner), { max: 1 });
try {
  const { schools, pupils, events } = await seed();
  print('pupils, schools, events', [pupils, schools, events].map((n) => n.toLocaleString('en')).join(', '));
  print('made in', `${((performance.now() - beganAt) / 1_000).toFixed(0)} s`);
  for (const [name, more] of [
    ['every row written', []],
    ['every row computed again and compared', ['--dry-run']],
  ] as const) {
    const seconds = await reconcile(more);
    const limit = `limit ${LIMIT_S} s, ratio ${(seconds / LIMIT_S).toFixed(2)}`;
    const rate = `${Math.round(pupils / seconds).toLocaleString('en')} student-days/s`;
    print(name, `${seconds.toFixed(1)} s (${limit}), ${rate}`);
  }
  const { rows } = await pool.query<{ all: number; present: number }>(
    `select count(*) as all, count(*) filter (where intervals <> '') as present from person_day where class is not null`,
  );
  print(
    'student-days stored, with a stay',
    `${rows[0]!.all.toLocaleString('en')}, ${rows[0]!.present.toLocaleString('en')}`,
  );
  print('bytes on disk: an event, a student-day', await bytes());
  if (rows[0]!.all < pupils || rows[0]!.present === 0) throw new Error('student-days are missing');
} finally {
  await pool.end();
  await database.stop();
  await network.remove();
}

async function seed(): Promise<{ schools: number; pupils: number; events: number }> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ school: string; gateway: string; pupils: number }>(
      `select g.school, g.id as gateway, (select count(*) from person where kind = 'student') as pupils from gateway g`,
    );
    const { school, gateway, pupils } = rows[0]!;
    await client.query(`select vratar_event_partition('2026-11-01')`);
    const lines = dayJournal(DATE, MIDNIGHT, network.tokens);
    await storeJournal(client, school, gateway, lines);
    const schools = Math.ceil(Number(values.pupils) / pupils);
    await cloneSchool(client, school, schools);
    return { schools, pupils: schools * pupils, events: schools * lines.length };
  } finally {
    client.release();
  }
}

async function storeJournal(
  client: pg.PoolClient,
  school: string,
  gateway: string,
  lines: readonly JournalLine[],
) {
  const column = (name: keyof JournalLine) => lines.map((line) => line[name]);
  await client.query(
    `insert into event (school, gateway, epoch, seq, at, received_at, kind, token, hash, line)
     select $1, $2, 1, seq, at, at + 1000, kind, token, decode(hash, 'hex'), line
     from unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[])
       as l(seq, at, kind, token, hash, line)`,
    [school, gateway, ...(['seq', 'at', 'kind', 'token', 'hash', 'line'] as const).map(column)],
  );
  const last = lines.at(-1)!;
  await client.query(
    `insert into event_mark (gateway, epoch, school, through, hash, begun_at, moved_at, last_at, last_mono, last_boot)
     values ($1, 1, $2, $3, decode($4, 'hex'), $5, $5, $5, $6, 'b0a1c2d3')`,
    [gateway, school, last.seq, last.hash, last.at, last.at - MIDNIGHT],
  );
}

/** With their indexes. */
async function bytes(): Promise<string> {
  const { rows } = await pool.query<{ event: number; day: number }>(
    `select (select sum(pg_total_relation_size(relid)) from pg_partition_tree('event'))::float8
         / (select count(*) from event) as event,
       pg_total_relation_size('person_day')::float8 / (select count(*) from person_day) as day`,
  );
  return `${rows[0]!.event.toFixed(0)}, ${rows[0]!.day.toFixed(0)}`;
}

/** @returns seconds from the start of the command to its end */
async function reconcile(more: readonly string[]): Promise<number> {
  const days = ['--school', 'all', '--from', DATE, '--to', DATE, ...more];
  const profile = values.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', values.profile];
  const args = [...profile, MAIN, '--config', network.config, 'attendance', 'reconcile', ...days];
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the command ended with ${code}`);
  return (performance.now() - startedAt) / 1_000;
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(44)} ${value}\n`);
}
