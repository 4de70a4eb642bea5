import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import { GateRig } from '../../testing/gate/index.ts';

const WITHIN_MS = 60_000;
/** Every line's first device carries a fire input; this one is none of them. */
const OFF = 'lane-4';

test('a gate that is ended in order closes its lines without calling anything lost that is there', {
  timeout: 240_000,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-stop-'));
  const rig = await GateRig.build(folder, { lines: 2, lanesPerLine: 2, baud: 115_200 }, 5);
  t.after(async () => {
    await rig.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  await rig.bringList();
  const first = rig.startGate();
  t.after(() => first.kill());
  const online = await first.connect('tool');
  await until('every device is online', async () => {
    const { lines } = await online.request('status', {});
    return lines.flatMap(({ devices }) => devices).every(({ phase }) => phase === 'online');
  });
  rig.school.site.devices.get(OFF).pd.powerOff();
  await until('the device that is off is missed', async () => {
    const { alarms } = await online.request('status', {});
    return alarms.some(({ code, subject }) => code === 'device_offline' && subject === OFF);
  });
  await online.close();
  await first.kill('SIGTERM');

  const second = rig.startGate();
  t.after(() => second.kill());
  const tool = await second.connect('tool');
  const events = await journal(tool);
  const start = events.findLastIndex(({ kind }) => kind === 'power_up');
  const before = events.slice(
    events.slice(0, start).findLastIndex(({ kind }) => kind === 'power_up'),
    start,
  );
  const told = before.filter(
    ({ kind, reason }) => /^(alarm|lane_fault|fire_.*)$/.test(kind) && reason !== 'normal',
  );
  assert.deepEqual(
    told.map(({ kind, reason, lane, data }) => [kind, reason, lane ?? data?.subject ?? data?.input]).sort(),
    [
      ['alarm', 'device_offline', OFF],
      ['lane_fault', 'device_offline', OFF],
    ],
  );
  assert.equal(events[start]!.data?.clean, true, 'and the next start knows that it was in order');
  await tool.close();
});

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + WITHIN_MS; !(await done()); await sleep(50)) {
    assert.ok(Date.now() < end, what);
  }
}

interface Told {
  readonly kind: string;
  readonly reason?: string;
  readonly lane?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

async function journal(tool: GateClient): Promise<Told[]> {
  const { epoch, first } = await tool.request('position', {});
  const { lines } = await tool.request('read', { epoch, after: first - 1, limit: 200 });
  return lines.map((line) => JSON.parse(line));
}
