import { randomBytes, randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createGateCore, type GateCore, Site } from '@vratar/edge-agent/src/core/index.ts';
import { cardReader } from '@vratar/edge-agent/src/gate/read-card.ts';
import { cardToken, siteKeyOf } from '@vratar/protocol/cards';
import { parseConfig } from '@vratar/protocol/config';
import { MORNING, schoolList, uidOf } from './decide/school-list.ts';
import { summarise } from './percentiles.ts';

const HELP = `From a card's bytes to the output that is ready to be sent: processor time (DESIGN.md, section 5).

  npm run bench -- decide [--taps 20000] [--cards 10000] [--lanes 16]

The gate's own core with token, allow list, schedules, enrolment, anti-passback and occupancy; the commit between decision
and output is taken as done at once. One tap in fifty is refused. The walk through the lane and
its passage follow outside the clock.
`;
const TARGET_MS = 1;

const { values } = parseArgs({
  options: {
    taps: { type: 'string', default: '20000' },
    cards: { type: 'string', default: '10000' },
    lanes: { type: 'string', default: '16' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const cards = Number(values.cards);
const lanes = Number(values.lanes);
const siteKey = randomBytes(32);
const now = { mono: 1_000_000, utc: MORNING, clock: 'synced' as const };
const core = openGate();

const granted: number[] = [];
const refused: number[] = [];
for (let tap = 0; granted.length + refused.length < Number(values.taps); tap++) {
  if (tap % lanes === 0) passTime(1_000);
  measure((tap % lanes) + 1, uidOf(randomInt(cards)));
}
report('granted, output ready', granted);
report('refused, lamp ready', refused);

function measure(address: number, data: Uint8Array): void {
  const bits = data.length * 8;
  const event = {
    kind: 'card',
    address,
    at: now.mono,
    reader: 0,
    bits,
    data,
    lastEmptyAt: now.mono - 20,
  } as const;
  const began = process.hrtime.bigint();
  core.line('a', event, now);
  commit();
  const wish = core.wishes('a')(address, now.mono);
  const took = Number(process.hrtime.bigint() - began) / 1e6;
  const opens = wish.outputs.some(({ kind, energised }) => kind === 'timed' && energised);
  (opens ? granted : refused).push(took);
  if (opens) walk(address);
}

/** The body behind the tap, so that anti-passback has a place to look up for everybody. */
function walk(address: number): void {
  for (const [outer, inner] of [
    ['active', 'inactive'],
    ['active', 'active'],
    ['inactive', 'active'],
    ['inactive', 'inactive'],
  ] as const) {
    passTime(100);
    const states = [outer, inner, 'active'] as const;
    core.line('a', { kind: 'inputs', address, at: now.mono, states, trusted: true, blindMs: 10 }, now);
    commit();
  }
}

/** Everything that waits becomes durable at once. */
function commit(): void {
  const drafts = core.takeDrafts(200);
  if (drafts.length > 0) core.committed(drafts.at(-1)!.id, now);
}

function passTime(ms: number): void {
  const end = now.mono + ms;
  while (now.mono < end) {
    const step = Math.max(1, Math.min(end, core.nextTick(), now.mono + 1_000) - now.mono);
    now.mono += step;
    now.utc += step;
    core.tick(now);
    commit();
  }
}

function openGate(): GateCore {
  const devices = Array.from({ length: lanes }, (_, n) => ({ id: `d${n + 1}`, line: 'a', address: n + 1 }));
  const site = parseConfig(
    JSON.stringify({
      building: 'A',
      devices,
      lanes: devices.map(({ id }) => ({
        id: `lane-${id}`,
        sensors: { kind: 'pair', outer: { device: id, input: 0 }, inner: { device: id, input: 1 } },
        in: { reader: { device: id }, release: { device: id, output: 0 } },
        out: { reader: { device: id, reader: 1 }, release: { device: id, output: 1 } },
      })),
      fire: { inputs: [{ id: 'loop', device: 'd1', input: 2 }], zones: [{ id: 'main', inputs: ['loop'] }] },
    }),
    'site.yaml',
    Site,
  );
  let traces = 0;
  const cardKey = siteKeyOf(siteKey);
  const gate = createGateCore({
    site,
    boot: 'boot',
    now,
    readCard: cardReader({ site } as Parameters<typeof cardReader>[0], (card) => cardToken(cardKey, card)),
    nextTrace: () => `t${++traces}`,
    latch: { kind: 'read', latch: {} },
    rows: [],
  });
  gate.setList(schoolList(cardKey, cards), now);
  for (const { address } of devices) {
    gate.line('a', { kind: 'online', address, at: now.mono, secure: true }, now);
    const states = ['inactive', 'inactive', 'active'] as const;
    gate.line('a', { kind: 'inputs', address, at: now.mono, states, trusted: true, blindMs: 10 }, now);
  }
  return gate;
}

function report(what: string, samples: readonly number[]): void {
  const { n, p50, p99, max } = summarise(samples);
  const ratio = (p99 / TARGET_MS).toFixed(3);
  console.log(
    `card bytes → ${what}: p50 ${p50.toFixed(3)} ms, p99 ${p99.toFixed(3)} ms, max ${max.toFixed(2)} ms, n ${n}; p99 is ${ratio} of ${TARGET_MS} ms`,
  );
  if (p99 > TARGET_MS) process.exitCode = 1;
}
