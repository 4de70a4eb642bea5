import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { SerialPort } from 'serialport';
import { until, within } from '../../../deploy/testing/until.ts';
import { Bus } from '../../src/line/index.ts';
import { Pd, simulatedHardware, simulatedIdentity } from '../../src/pd/index.ts';
import { needsPacing, openTty } from '../../src/ports/index.ts';
import { Random } from '../../src/random/index.ts';
import { RealClock } from '../../src/time/index.ts';
import { hex } from '../support/bytes.ts';

const HAS_SOCAT = spawnSync('socat', ['-V']).status === 0;
// On machines that run all tests, a missing socat is a failure, not a reason to look away.
const SKIP = !HAS_SOCAT && process.env.CI !== 'true' ? 'socat is not installed' : false;

async function ptyPair(t: TestContext, sim: string, gate: string): Promise<ChildProcess> {
  const child = spawn('socat', [`pty,raw,echo=0,link=${sim}`, `pty,raw,echo=0,link=${gate}`]);
  t.after(() => child.kill('SIGKILL'));
  await until('both terminals of socat', () => existsSync(sim) && existsSync(gate));
  return child;
}

/** @throws Error when the PD does not answer a poll */
async function answers(path: string): Promise<void> {
  const port = new SerialPort({ path, baudRate: 115_200 });
  try {
    await within('an open port', once(port, 'open'));
    const answered = once(port, 'data');
    port.write(hex('ff 53 00 08 00 04 60 eb aa'));
    await within('an answer of the PD', answered);
  } finally {
    await new Promise<void>((done) => port.close(() => done()));
  }
}

test('a PTY is paced, answers, and is taken up again after it was lost', { skip: SKIP }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'vratar-tty-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const [sim, gate] = [join(folder, 'sim'), join(folder, 'gate')];
  const first = await ptyPair(t, sim, gate);
  assert.equal(needsPacing({ tty: sim }, 'auto'), true);
  const clock = new RealClock();
  const bus = new Bus({ clock, random: new Random(1), baud: 115_200 });
  const memory = {
    address: 0,
    baud: 115_200,
    security: 'plain',
    siteKey: undefined,
    install: false,
  } as const;
  const identity = simulatedIdentity(1);
  new Pd({ clock, random: new Random(2), bus, memory, identity, hardware: simulatedHardware });
  const heard: boolean[] = [];
  const tty = await openTty(bus, sim, 115_200, { onAcu: (connected) => heard.push(connected) });
  t.after(async () => {
    await tty.close();
    bus.close();
  });
  await answers(gate);

  const firstGone = once(first, 'close');
  first.kill();
  await within('the end of socat', firstGone);
  await until('word of the lost port', () => heard.at(-1) === false);
  await ptyPair(t, sim, gate);
  await until('word of the port that is back', () => heard.at(-1) === true);
  await answers(gate);
});

test('a port that is not there is refused by name', async () => {
  const bus = new Bus({ clock: new RealClock(), random: new Random(1), baud: 9600 });
  await assert.rejects(openTty(bus, '/nonexistent/tty', 9600), { code: 'port_unavailable' });
});
