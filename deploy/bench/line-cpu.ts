import { parseArgs } from 'node:util';
import type { TestChoice } from './line/line-under-test.ts';
import { startLine } from './line/line-under-test.ts';

const HELP = `Processor time of an idle line: 8 PDs, polled as fast as the wire carries. At 115,200 baud that would be 384 polls/s,
were every answer followed by the next POLL without any delay of ports and processes; a faster line reaches 384 and more.

  npm run bench -- line-cpu [--seconds 20] [--over socket|pty] [--pds 8] [--baud 115200] [--baud 230400]

The ACU runs in a process of its own, without a gate around it. Target: 10 % of one core at 384 polls/s.
`;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    over: { type: 'string', multiple: true, default: ['socket', 'pty'] },
    pds: { type: 'string', default: '8' },
    baud: { type: 'string', multiple: true, default: ['115200'] },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const TARGET_PERCENT = 10;
const TARGET_POLLS = 384;
let missed = false;
for (const over of values.over as TestChoice['over'][]) {
  for (const baud of values.baud.map(Number)) await measure(over, baud);
}
process.exit(missed ? 1 : 0);

async function measure(over: TestChoice['over'], baud: number): Promise<void> {
  const shape = { baud, devices: Number(values.pds), turnaroundMs: 0, gapMs: 0 };
  const line = await startLine({ shape, over, disk: 'none' });
  const seconds = Number(values.seconds);
  const before = await line.acu.usage();
  await new Promise((done) => setTimeout(done, seconds * 1000));
  const after = await line.acu.usage();
  await line.close();
  const percent = (after.cpuMs - before.cpuMs) / (seconds * 10);
  const polls = (after.polls - before.polls) / seconds;
  const wire = shape.baud / 300;
  const atTarget = (percent / polls) * TARGET_POLLS;
  if (atTarget > TARGET_PERCENT) missed = true;
  process.stdout.write(
    `${over}, ${baud} baud: ${polls.toFixed(0)} polls/s (the wire carries ${wire.toFixed(0)}), ` +
      `${percent.toFixed(1)} % of a core, at ${TARGET_POLLS} polls/s ${atTarget.toFixed(1)} %, ` +
      `ratio ${(atTarget / TARGET_PERCENT).toFixed(2)} of the target, ${(after.residentBytes / 2 ** 20).toFixed(0)} MB\n`,
  );
}
