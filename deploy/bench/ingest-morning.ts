import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CloudProcess } from './ingest/cloud-process.ts';
import { growth, readMemory } from './ingest/memory-trend.ts';
import { createNetwork } from './ingest/network.ts';
import { assertRebuilt, beginDay, upToDate } from './ingest/up-to-date.ts';
import { whereTimeGoes } from './ingest/where-time-goes.ts';
import { summarise } from './percentiles.ts';

const HELP = `Ingest of a morning: thousands of gateways, one to three events a batch (DESIGN.md, section 5).

  npm run bench -- ingest-morning [--gateways 4300] [--rate 5200] [--seconds 20] [--schools 215] [--profile DIR]
                                  [--without NAMES] [--memory]

Broker, PostgreSQL, cloud and load run on this one machine. Everything is durable, and every student-day follows in the
transaction of its event; at the end all of them are compared with a rebuild from nothing. --profile leaves a CPU profile
of the cloud's process there and prints where its time went; --without attendance leaves that capability out. --memory
looks every ten seconds at what the cloud holds after a full collection, and at how fast that grows; give it --seconds 200
or more, of which the first minute fills caches and does not count.
`;
const LIMITS = { rate: 5_000, p99: 500, heapMbPerMinute: 2, rssMbPerMinute: 10 };
const CACHES_FILL_MS = 60_000;

const { values } = parseArgs({
  options: {
    gateways: { type: 'string', default: '4300' },
    rate: { type: 'string', default: '5200' },
    seconds: { type: 'string', default: '20' },
    schools: { type: 'string', default: '215' },
    profile: { type: 'string' },
    without: { type: 'string' },
    memory: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

interface LoadResult {
  readonly rate: number;
  readonly latencies: readonly number[];
  /** Processor seconds of the load for an event. */
  readonly cpu: number;
}

const schools = Number(values.schools);
const gatewaysPerSchool = Math.ceil(Number(values.gateways) / schools);
const network = await createNetwork({ schools, gatewaysPerSchool });
const profiled = values.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', values.profile];
const probe = join(import.meta.dirname, 'ingest/memory-probe.ts');
const nodeArgs = [...profiled, ...(values.memory ? ['--expose-gc', '--import', probe] : [])];
const memoryFile = join(network.folder, 'memory.jsonl');
if (values.memory) process.env.VRATAR_MEMORY_FILE = memoryFile;
const cloud = await CloudProcess.start(network, { nodeArgs, without: values.without });
try {
  const { mqttPort: port, tokens, gateways } = network;
  const order = join(network.folder, 'order.json');
  const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
  await writeFile(order, JSON.stringify({ port, tokens, gateways, rate, seconds }));
  const load = fork(join(import.meta.dirname, 'ingest/morning-load.ts'), [order]);
  await once(load, 'message');
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Sofia' }).format();
  if (values.without === undefined) {
    await upToDate(network);
    await beginDay(network, today);
  }
  load.send('go');
  await once(load, 'message');
  const [before, beganMs] = [await cloud.cpu(), Date.now()];
  await once(load, 'message');
  const [after, endedMs] = [await cloud.cpu(), Date.now()];
  const [result] = (await once(load, 'message')) as [LoadResult];
  if (values.without === undefined) {
    await upToDate(network);
    await assertRebuilt(network, today, today);
  }
  const { p50, p99, max, n } = summarise(result.latencies);
  const each = (of: number) => `${((of / n) * 1e6).toFixed(0)} µs`;
  print('gateways connected, of schools', `${gateways.length.toLocaleString('en')}, ${schools}`);
  print(
    `rate (limit ${LIMITS.rate}/s)`,
    `${Math.round(result.rate).toLocaleString('en')}/s of ${rate}/s offered`,
  );
  const ratio = (p99 / LIMITS.p99).toFixed(2);
  print(`tap to acknowledgement, ms (n ${n})`, `p50 ${ms(p50)}  p99 ${ms(p99)}  max ${ms(max)}`);
  print(`… p99 of its limit of ${LIMITS.p99} ms`, ratio);
  print('processor time an event: cloud', each(after.cloud - before.cloud));
  print('processor time an event: PostgreSQL', each(after.postgres - before.postgres));
  print('processor time an event: load', `${(result.cpu * 1e6).toFixed(0)} µs`);
  print('cloud process: memory at its peak', `${ms(cloud.peakMemory)} MB`);
  if (values.memory) printMemory(beganMs, endedMs);
} finally {
  await cloud.stop();
  await network.remove();
}
if (values.profile !== undefined) {
  for (const [part, spent] of await whereTimeGoes(values.profile))
    print(`  ${part}`, `${spent.toFixed(2)} s`);
}

function printMemory(beganMs: number, endedMs: number): void {
  const all = readMemory(memoryFile, beganMs, endedMs);
  const mb = (bytes: number) => (bytes / 1e6).toFixed(1).padStart(7);
  for (const { atMs, rss, heapUsed } of all) {
    const second = `  second ${String(Math.round((atMs - beganMs) / 1_000)).padStart(4)}`;
    print(second, `heap ${mb(heapUsed)} MB, resident ${mb(rss)} MB`);
  }
  const settled = all.filter(({ atMs }) => atMs >= beganMs + CACHES_FILL_MS);
  if (settled.length < 6)
    throw new Error(`only ${settled.length} samples after the first minute: give it more --seconds`);
  const kinds = [
    ['heapUsed', LIMITS.heapMbPerMinute],
    ['rss', LIMITS.rssMbPerMinute],
  ] as const;
  for (const [of, limit] of kinds) {
    const perMinute = growth(settled, of) / 1e6;
    print(`growth of ${of} (limit ${limit} MB a minute)`, `${perMinute.toFixed(2)} MB a minute`);
    if (perMinute > limit) process.exitCode = 1;
  }
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(46)} ${value}\n`);
}

function ms(value: number): string {
  return value.toFixed(0);
}
