/**
 * Chaos by hand: gateways, broker, cloud and PostgreSQL as real processes behind a network that cuts, delays, halves and
 * half-closes; kills, a full disk, clock steps, restored and cloned disks, a restored cloud. At the end the cloud must hold what the
 * gateways wrote and the simulator saw, once and in order.
 *
 *   npm run chaos -- [--minutes 10] [--seed N] [--apart]
 *   npm run chaos -- --standby
 *
 * With --apart Mosquitto and PostgreSQL are servers of their own, behind proxies, too. With --standby a PostgreSQL with a
 * synchronous standby loses first the one and then the other: nothing that was acknowledged may be missing.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chaos } from './testing/chaos/chaos-run.ts';
import { failOver } from './testing/chaos/fail-over.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    apart: { type: 'boolean', default: false },
    standby: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'vratar-chaos-'));
const startedAt = Date.now();
const say = (text: string) => {
  process.stdout.write(`${((Date.now() - startedAt) / 1_000).toFixed(1).padStart(6)} s  ${text}\n`);
};
if (values.standby) {
  await failOver(folder, say);
  process.exit();
}
say(`seed ${seed}, in ${folder}`);
const result = await chaos({ folder, seconds: Number(values.minutes) * 60, seed, apart: values.apart, say });
const { recorded, doubted } = result;
say(`${recorded + doubted} people: ${recorded} recorded, ${doubted} in named holes`);
say(`${result.events} events, faults: ${JSON.stringify(result.faults)}`);
for (const text of result.wrong) say(`WRONG: ${text}`);
if (result.wrong.length > 0) say(`journals, logs and database are kept in ${folder}`);
process.exitCode = result.wrong.length === 0 ? 0 : 1;
