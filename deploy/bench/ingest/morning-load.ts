/** Forked by `ingest-morning.ts`: thousands of gateways, one to three events a batch, at a fixed rate. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Network, openSenders } from './sender.ts';
import { steadyTaps } from './steady-taps.ts';

interface Order extends Network {
  /** Events a second over all gateways. */
  readonly rate: number;
  readonly seconds: number;
}

const { rate, seconds, ...network } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Order;
const WARM_UP_S = 3;
/** Gateways that speak for the first time in a second. */
const FIRST_WORDS = 1_500;

const latencies: number[] = [];
let acknowledged = 0;
let measuring = false;

const senders = await openSenders(network, (landed) => {
  const now = performance.now();
  if (measuring) for (const { tappedAt } of landed) latencies.push(now - tappedAt);
  acknowledged += landed.length;
});
// A journal's first event is news for its whole school, whose day is computed for it: that lies behind them in a morning.
for (const [index, sender] of senders.entries()) {
  sender.tap(1);
  if (index % 15 === 0) await sleep(15_000 / FIRST_WORDS);
}
while (acknowledged < senders.length) await sleep(10);
process.send?.('known');
await once(process, 'message');
let [before, beganAt, cpuBefore] = [0, 0, process.cpuUsage()];
const tapped = await steadyTaps(senders, rate, WARM_UP_S + seconds, (passed) => {
  if (measuring || passed < WARM_UP_S) return;
  measuring = true;
  [before, beganAt, cpuBefore] = [acknowledged, performance.now(), process.cpuUsage()];
  process.send?.('begins');
});
process.send?.('ends');
measuring = false;
const measured = acknowledged - before;
const elapsed = (performance.now() - beganAt) / 1_000;
const { user, system } = process.cpuUsage(cpuBefore);
while (acknowledged < senders.length + tapped) await sleep(10);
const cpu = (user + system) / 1e6 / measured;
process.send?.({ rate: measured / elapsed, latencies, cpu }, () => process.exit(0));
