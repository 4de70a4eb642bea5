import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { attachDatabase } from '@vratar/cloud-api/src/db/attach.ts';
import { CloudProcess } from './ingest/cloud-process.ts';
import { createNetwork } from './ingest/network.ts';
import { assertRebuilt, upToDate } from './ingest/up-to-date.ts';
import { summarise } from './percentiles.ts';

const HELP = `From the commit of an event to the changed student-day, at 1,000 events/s (issue 7).

  npm run bench -- attendance-live [--rate 1000] [--seconds 30] [--gateways 400] [--schools 100] [--releases 2]

Broker, PostgreSQL, cloud and load run on this one machine. The clock runs from the acknowledgement, which follows the
commit, to the answer of a query that finds the passage in its pupil's day; the query's own time is in it. Some events a
second are a guard's releases, which make every pupil outside doubtful: a job computes the whole school's day for them.
At the end every student-day is compared with a rebuild from nothing.
`;
const LIMIT_MS = 200;

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '30' },
    gateways: { type: 'string', default: '400' },
    schools: { type: 'string', default: '100' },
    releases: { type: 'string', default: '2' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

interface LoadResult {
  readonly passages: readonly number[];
  readonly wholeDays: readonly number[];
}

const [schools, rate, seconds] = [Number(values.schools), Number(values.rate), Number(values.seconds)];
const network = await createNetwork({
  schools,
  gatewaysPerSchool: Math.ceil(Number(values.gateways) / schools),
});
const cloud = await CloudProcess.start(network);
try {
  const { mqttPort: port, tokens, gateways } = network;
  const order = join(network.folder, 'order.json');
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Sofia' }).format();
  const url = (await attachDatabase({ folder: network.database })).logins.owner;
  const releases = Number(values.releases);
  await writeFile(order, JSON.stringify({ port, tokens, gateways, rate, seconds, releases, url, day }));
  const load = fork(join(import.meta.dirname, 'attendance/live-load.ts'), [order]);
  const [result] = (await once(load, 'message')) as [LoadResult];
  await upToDate(network);
  await assertRebuilt(network, day, day);
  print('events/s, gateways, schools', `${rate}, ${gateways.length}, ${schools}`);
  show('one pupil passes', result.passages);
  show('a whole school is in doubt', result.wholeDays);
  print('cloud process: memory at its peak', `${cloud.peakMemory.toFixed(0)} MB`);
} finally {
  await cloud.stop();
  await network.remove();
}

function show(name: string, latencies: readonly number[]): void {
  const { n, p50, p99, max } = summarise(latencies);
  const figures = `p50 ${p50.toFixed(1)}  p99 ${p99.toFixed(1)}  max ${max.toFixed(1)}`;
  print(
    `${name}, ms (limit ${LIMIT_MS})`,
    `${figures}  n ${n}  p99 of the limit ${(p99 / LIMIT_MS).toFixed(2)}`,
  );
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(44)} ${value}\n`);
}
