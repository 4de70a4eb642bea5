import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { type LineConfig, migrateBaud, openLine, socketPort } from '@vratar/edge-agent/src/line/index.ts';
import { Bus } from '@vratar/firmware-sim/line';
import { Pd, simulatedHardware, simulatedIdentity } from '@vratar/firmware-sim/pd';
import { serveSocket } from '@vratar/firmware-sim/ports';
import { Random } from '@vratar/firmware-sim/random';
import { RealClock } from '@vratar/firmware-sim/time';
import { until } from '../testing/index.ts';

const KEY = new Uint8Array(16).fill(0x21);
const folder = mkdtempSync(join(tmpdir(), 'vratar-baud-'));
after(() => rmSync(folder, { recursive: true }));

/**
 * Simulated PDs on a wire where the wrong speed is heard as garbage, and a line of the gate on it.
 * @param moved called at once when a PD has taken other settings over
 */
async function start(t: TestContext, name: string, moved: (pds: readonly Pd[]) => void = () => undefined) {
  const addresses = [0, 1];
  const clock = new RealClock();
  const random = new Random(7);
  const bus = new Bus({ clock, random, baud: 9600, acuBaud: 9600 });
  const pds: Pd[] = addresses.map(
    (address) =>
      new Pd({
        clock,
        random,
        bus,
        memory: { address, baud: 9600, security: 'required', siteKey: KEY, install: false },
        identity: simulatedIdentity(address),
        hardware: simulatedHardware,
        listener: { remembered: () => moved(pds) },
      }),
  );
  const path = join(folder, name);
  const server = await serveSocket(bus, path);
  const open = socketPort(path);
  const config: LineConfig = {
    baud: 9600,
    devices: addresses.map((address) => ({ address, security: { kind: 'secure', key: KEY } })),
  };
  const line = openLine({
    config,
    port: (handlers, baud) => {
      bus.setAcuBaud(baud);
      return open(handlers, baud);
    },
    wishes: () => ({ outputs: [], leds: [], fire: false }),
    onEvent: () => {},
  });
  const online = () => line.status().devices.every(({ phase }) => phase === 'online');
  t.after(async () => {
    await line.close();
    await server.close();
    bus.close();
  });
  await until('all are online', online);
  return { pds, line, config, online };
}

test('a whole line moves to another speed, and goes on there', async (t) => {
  const { pds, line, config, online } = await start(t, 'all');
  const moved = await migrateBaud(line, config, 115_200);
  assert.equal(moved.baud, 115_200);
  assert.ok(pds.every(({ baud }) => baud === 115_200));
  assert.equal(line.status().baud, 115_200);
  await until('all are online', online);
});

test('when one PD cannot do the speed, those that had moved are fetched back', async (t) => {
  // From the moment at which the first has agreed, the second refuses everything new.
  const { pds, line, config, online } = await start(t, 'one', ([, slow]) =>
    slow!.setFaults({ nakRate: 1, nakCode: 9 }),
  );
  const moving = migrateBaud(line, config, 57_600);
  await assert.rejects(moving, { code: 'baud_refused', params: { address: 1, baud: 57_600 } });
  pds[1]!.setFaults({ nakRate: 0 });
  assert.ok(pds.every(({ baud }) => baud === 9600));
  await until('all are online', online);
  assert.equal(line.status().baud, 9600);
});

test('a line with a device that is away is left as it is', async (t) => {
  const { pds, line, config } = await start(t, 'away');
  pds[1]!.powerOff();
  await until('it is missed', () => line.status().devices[1]!.phase !== 'online');
  await assert.rejects(migrateBaud(line, config, 115_200), { code: 'device_offline' });
  assert.equal(pds[0]!.baud, 9600);
});
