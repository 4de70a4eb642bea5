import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { attachDatabase } from '@vratar/cloud-api/src/db/attach.ts';
import { connectPool } from '@vratar/cloud-api/src/db/index.ts';
import { bareInsert } from './ingest/bare-insert.ts';
import { CloudProcess } from './ingest/cloud-process.ts';
import { createNetwork } from './ingest/network.ts';
import { assertRebuilt, upToDate } from './ingest/up-to-date.ts';
import { whereTimeGoes } from './ingest/where-time-goes.ts';
import { summarise } from './percentiles.ts';

const HELP = `Ingest of a backlog: gateways with full journals send batches of 200 (DESIGN.md, section 5).

  npm run bench -- ingest-backlog [--gateways 40] [--batches 60] [--schools 8] [--profile DIR] [--without NAMES]

Broker, PostgreSQL, cloud and load run on this one machine. Durable, deduplicated, acknowledged, and every student-day
recomputed: the clock stops when none waits any more, and then all are compared with a rebuild from nothing. Limits:
15,000 events/s, and 0.4 of a bare batched insert of the same rows in the same run. --profile leaves a CPU profile of the
cloud's process there and prints where its time went; --without attendance leaves that capability out.
`;

const { values } = parseArgs({
  options: {
    gateways: { type: 'string', default: '40' },
    batches: { type: 'string', default: '60' },
    schools: { type: 'string', default: '8' },
    profile: { type: 'string' },
    without: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

interface LoadResult {
  readonly events: number;
  readonly seconds: number;
  readonly latencies: readonly number[];
  /** Processor seconds of the load itself. */
  readonly cpu: number;
}

const run = promisify(execFile);
const MONDAY = Date.UTC(2026, 9, 19, 4);
const PER_DAY = 2_000;
const schools = Number(values.schools);
const gatewaysPerSchool = Math.ceil(Number(values.gateways) / schools);
const network = await createNetwork({ schools, gatewaysPerSchool });
const nodeArgs = values.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', values.profile];
const cloud = await CloudProcess.start(network, { nodeArgs, without: values.without });
try {
  const order = join(network.folder, 'order.json');
  const { mqttPort: port, tokens, gateways } = network;
  const from = MONDAY;
  const plan = { port, tokens, gateways, batches: Number(values.batches), perDay: PER_DAY, from };
  await writeFile(order, JSON.stringify(plan));
  const before = await cloud.cpu();
  const load = join(import.meta.dirname, 'ingest/backlog-load.ts');
  const { stdout } = await run(process.execPath, [load, order], { maxBuffer: 1e9 });
  const acknowledgedAt = performance.now();
  if (values.without === undefined) await upToDate(network);
  const behind = (performance.now() - acknowledgedAt) / 1_000;
  const after = await cloud.cpu();
  const memory = await cloud.memory();
  const { events, seconds, latencies, cpu } = JSON.parse(stdout) as LoadResult;
  const days = await check(events);
  if (values.without === undefined) await assertRebuilt(network, dateOf(0), dateOf(events - 1));
  const folder = network.database;
  const rate = events / (seconds + behind);
  const small = await bareInsert(folder, 200, events);
  const large = await bareInsert(folder, 8_000, events);
  const { p50, p99, max, n } = summarise(latencies);
  const each = (of: number) => `${((of / events) * 1e6).toFixed(1)} µs`;
  print('events stored once, acknowledged', `${events.toLocaleString('en')} in ${seconds.toFixed(1)} s`);
  print('student-days, all up to date after', `${days.toLocaleString('en')}, ${behind.toFixed(1)} s more`);
  print('rate until then (limit 15,000/s)', per(rate));
  print('rate until the last acknowledgement', per(events / seconds));
  print('bare insert of the same rows, 200 a commit', `${per(small)}, ratio ${(rate / small).toFixed(2)}`);
  print('… 8,000 a commit (limit 0.4)', `${per(large)}, ratio ${(rate / large).toFixed(2)}`);
  print(`batch to acknowledgement, ms (n ${n})`, `p50 ${ms(p50)}  p99 ${ms(p99)}  max ${ms(max)}`);
  print('processor time an event: cloud', each(after.cloud - before.cloud));
  print('processor time an event: PostgreSQL', each(after.postgres - before.postgres));
  print('processor time an event: load', each(cpu));
  print('cloud process: memory at its peak, and after', `${ms(cloud.peakMemory)} MB, ${ms(memory)} MB`);
} finally {
  await cloud.stop();
  await network.remove();
}
if (values.profile !== undefined) {
  for (const [part, seconds] of await whereTimeGoes(values.profile))
    print(`  ${part}`, `${seconds.toFixed(2)} s`);
}

/** Local date of a gateway's n-th event. */
function dateOf(event: number): string {
  const perGateway = event / network.gateways.length;
  return new Date(MONDAY + Math.floor(perGateway / PER_DAY) * 86_400_000).toISOString().slice(0, 10);
}

/** Every event is there once. @returns how many days of persons follow from them */
async function check(events: number): Promise<number> {
  const pool = connectPool((await attachDatabase({ folder: network.database })).logins.owner, { max: 1 });
  const { rows } = await pool.query<{ all: number; once: number; days: number }>(
    `select (select count(*) from event) as all, (select count(distinct (gateway, epoch, seq)) from event) as once,
            (select count(*) from person_day where trail <> '') as days`,
  );
  await pool.end();
  const { all, once, days } = rows[0]!;
  if (all !== events || once !== events) throw new Error(`sent ${events}, stored ${all}, distinct ${once}`);
  return days;
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(50)} ${value}\n`);
}

function per(rate: number): string {
  return `${Math.round(rate).toLocaleString('en')}/s`;
}

function ms(value: number): string {
  return value.toFixed(0);
}
