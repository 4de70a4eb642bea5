/**
 * Ingest of a morning (DESIGN.md, section 5): 4,300 gateways with one to three events a batch; broker, PostgreSQL,
 * cloud and load run on this one machine. Limits: 5,000 events/s, tap to acknowledgement p99 500 ms.
 *
 *   node deploy/bench/ingest-morning.ts [--gateways 4300] [--rate 5200] [--seconds 20] [--schools 10] [--without NAMES]
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { CloudProcess } from './ingest/cloud-process.ts';
import { createNetwork } from './ingest/network.ts';
import { summarise } from './percentiles.ts';

const { values } = parseArgs({
  options: {
    gateways: { type: 'string', default: '4300' },
    rate: { type: 'string', default: '5200' },
    seconds: { type: 'string', default: '20' },
    schools: { type: 'string', default: '10' },
    profile: { type: 'string' },
    without: { type: 'string' },
  },
});

interface LoadResult {
  readonly tapped: number;
  readonly rate: number;
  readonly latencies: readonly number[];
  readonly cpu: number;
}

const run = promisify(execFile);
const schools = Number(values.schools);
const network = await createNetwork({
  schools,
  gatewaysPerSchool: Math.ceil(Number(values.gateways) / schools),
});
const nodeArgs = values.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', values.profile];
const cloud = await CloudProcess.start(network, { nodeArgs, without: values.without });
try {
  const order = join(network.folder, 'order.json');
  const { mqttPort: port, gateways } = network;
  const plan = { port, gateways, rate: Number(values.rate), seconds: Number(values.seconds) };
  await writeFile(order, JSON.stringify({ ...plan, from: Date.now() - 60_000 }));
  const before = await cloud.cpu();
  const { stdout } = await run(
    process.execPath,
    [join(import.meta.dirname, 'ingest/morning-load.ts'), order],
    {
      maxBuffer: 1e9,
    },
  );
  const after = await cloud.cpu();
  const { tapped, rate, latencies, cpu } = JSON.parse(stdout) as LoadResult;
  const { p50, p99, max, n } = summarise(latencies);
  const each = (of: number) => `${((of / tapped) * 1e6).toFixed(0)} µs`;
  print('gateways connected', gateways.length.toLocaleString('en'));
  print('rate (limit 5,000/s)', `${Math.round(rate).toLocaleString('en')}/s of ${values.rate}/s offered`);
  print(
    `tap to acknowledgement, ms (limit p99 500; n ${n})`,
    `p50 ${ms(p50)}  p99 ${ms(p99)}  max ${ms(max)}`,
  );
  print('processor time an event: cloud', each(after.cloud - before.cloud));
  print('processor time an event: PostgreSQL', each(after.postgres - before.postgres));
  print('processor time an event: load', each(cpu));
  print('cloud process: memory at its peak', `${ms(cloud.peakMemory)} MB`);
} finally {
  await cloud.stop();
  await network.remove();
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(56)} ${value}\n`);
}

function ms(value: number): string {
  return value.toFixed(0);
}
