import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SerialPort } from 'serialport';
import { Bus } from '../../src/line/index.ts';
import { Pd, simulatedHardware, simulatedIdentity } from '../../src/pd/index.ts';
import { needsPacing, openTty } from '../../src/ports/index.ts';
import { Random } from '../../src/random/index.ts';
import { RealClock } from '../../src/time/index.ts';
import { hex } from '../support/bytes.ts';

const HAS_SOCAT = spawnSync('socat', ['-V']).status === 0;
// On machines that run all tests, a missing socat is a failure, not a reason to look away.
const SKIP = !HAS_SOCAT && process.env.CI !== 'true' ? 'socat is not installed' : false;

async function ptyPair(sim: string, gate: string): Promise<ChildProcess> {
  const child = spawn('socat', [`pty,raw,echo=0,link=${sim}`, `pty,raw,echo=0,link=${gate}`]);
  while (!existsSync(sim) || !existsSync(gate)) await sleep(10);
  return child;
}

async function answers(path: string): Promise<boolean> {
  const port = new SerialPort({ path, baudRate: 115_200 });
  await once(port, 'open');
  port.write(hex('ff 53 00 08 00 04 60 eb aa'));
  const answered = await Promise.race([once(port, 'data').then(() => true), sleep(2000, false)]);
  await new Promise<void>((done) => port.close(() => done()));
  return answered;
}

test('a PTY is paced, answers, and is taken up again after it was lost', { skip: SKIP }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vratar-tty-'));
  const [sim, gate] = [join(folder, 'sim'), join(folder, 'gate')];
  const first = await ptyPair(sim, gate);
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
  assert.equal(await answers(gate), true);

  first.kill();
  await once(first, 'close');
  while (heard.at(-1) !== false) await sleep(10);
  const second = await ptyPair(sim, gate);
  while (heard.at(-1) !== true) await sleep(10);
  assert.equal(await answers(gate), true);

  await tty.close();
  bus.close();
  second.kill();
  await once(second, 'close');
  await rm(folder, { recursive: true });
});

test('a port that is not there is refused by name', async () => {
  const bus = new Bus({ clock: new RealClock(), random: new Random(1), baud: 9600 });
  await assert.rejects(openTty(bus, '/nonexistent/tty', 9600), { code: 'port_unavailable' });
});
