import { parseArgs } from 'node:util';
import { startLine } from './line/line-under-test.ts';
import { summarise } from './percentiles.ts';

const HELP = `A reader comes back after a loss of power: from its first answer until a tap at it opens its lane.

  npm run bench -- line-return [--times 20] [--baud 9600] [--pds 8] [--off 15]

The tap is there before the reader is served again, so the figure holds the whole way. Target: 1 s.
`;

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '20' },
    baud: { type: 'string', multiple: true, default: ['9600', '115200'] },
    pds: { type: 'string', default: '8' },
    off: { type: 'string', default: '15' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const TARGET_MS = 1000;
let missed = false;
for (const baud of values.baud.map(Number)) await measure(baud);
process.exit(missed ? 1 : 0);

async function measure(baud: number): Promise<void> {
  const shape = { baud, devices: Number(values.pds), turnaroundMs: 0, gapMs: 0 };
  const line = await startLine({ shape, over: 'socket', disk: 'plain' });
  const times: number[] = [];
  const probes: number[] = [];
  for (let turn = 0; turn < Number(values.times); turn += 1) {
    const { back, answered } = await cutAndReturn(line.side, turn % shape.devices);
    times.push(back);
    probes.push(answered);
  }
  await line.close();
  const { n, p50, max } = summarise(times);
  if (max > TARGET_MS) missed = true;
  const ratio = (max / TARGET_MS).toFixed(2);
  process.stdout.write(
    `${baud} baud, ${shape.devices} PDs: p50 ${p50.toFixed(0)} ms, max ${max.toFixed(0)} ms, ratio ${ratio}, n ${n}; ` +
      `first answer after power: max ${summarise(probes).max.toFixed(0)} ms\n`,
  );
}

/** Times from power to the reader's first answer, and from there to the release, ms. */
async function cutAndReturn(
  side: Awaited<ReturnType<typeof startLine>>['side'],
  address: number,
): Promise<{ readonly back: number; readonly answered: number }> {
  const reader = side.readers[address]!;
  reader.powerOff();
  await sleep(Number(values.off) * 1000 + Math.random() * 5000);
  const powered = side.clock.now();
  reader.powerOn();
  const answered = await new Promise<number>((done) => {
    side.onReply = (at, atMs) => {
      if (at === address) done(atMs);
    };
  });
  side.onReply = () => {};
  const opened = new Promise<number>((done) => {
    side.onOut = (at, atMs) => {
      if (at === address && side.clock.now() > powered) done(atMs);
    };
  });
  const data = Uint8Array.of(0x12, 0x34, 0x56, 0x78, 0x80);
  reader.present({ reader: 0, format: 1, bits: 34, data });
  const back = (await opened) - answered;
  side.onOut = () => {};
  await sleep(2000);
  return { back, answered: answered - powered };
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
