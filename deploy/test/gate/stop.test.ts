import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import { GateRig } from '../../testing/gate/index.ts';
import { until } from '../../testing/until.ts';

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
  const online = await first.connect('tool');
  await until('every device is online', async () => {
    const { lines } = await online.request('status', {});
    return lines.flatMap(({ devices }) => devices).every(({ phase }) => phase === 'online');
  });
  rig.school.site.devices.get(OFF).pd.powerOff();
  await until('the device that is off is missed, and that is on the disk', async () => {
    const { alarms, journal } = await online.request('status', {});
    return (
      journal.waiting === 0 &&
      alarms.some(({ code, subject }) => code === 'device_offline' && subject === OFF)
    );
  });
  // What a busy machine had missed before is no finding about its end.
  const { last } = await online.request('position', {});
  await online.close();
  await first.kill('SIGTERM');

  const second = rig.startGate();
  const tool = await second.connect('tool');
  const events = await journalAfter(tool, last);
  const start = events.findIndex(({ kind }) => kind === 'power_up');
  const told = events
    .slice(0, start)
    .filter(({ kind, reason }) => /^(alarm|lane_fault|fire_.*)$/.test(kind) && reason !== 'normal');
  assert.deepEqual(
    told.map(({ kind, reason, lane, data }) => [kind, reason, lane ?? data?.subject ?? data?.input]),
    [],
  );
  assert.equal(events[start]!.data?.clean, true, 'and the next start knows that it was in order');
  await tool.close();
});

interface Told {
  readonly kind: string;
  readonly reason?: string;
  readonly lane?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

async function journalAfter(tool: GateClient, after: number): Promise<Told[]> {
  const { epoch } = await tool.request('position', {});
  const { lines } = await tool.request('read', { epoch, after, limit: 200 });
  return lines.map((line) => JSON.parse(line));
}
