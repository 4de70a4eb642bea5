import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import { GateRig } from '../../testing/gate/index.ts';

test('a gate that is ended in order closes its lines without calling them lost', {
  timeout: 120_000,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-stop-'));
  const rig = await GateRig.build(folder, { lines: 1, lanesPerLine: 2, baud: 115_200 }, 5);
  t.after(async () => {
    await rig.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  await rig.bringList();
  const first = rig.startGate();
  const online = await first.connect('tool');
  await untilOnline(online);
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
  assert.ok(before.length > 0);
  assert.deepEqual(
    before.filter(({ kind }) => kind === 'alarm' || kind === 'lane_fault'),
    [],
  );
  await tool.close();
});

async function untilOnline(tool: GateClient): Promise<void> {
  for (let turns = 0; ; turns += 1) {
    const { devices } = (await tool.request('status', {})).lines[0]!;
    if (devices.every(({ phase }) => phase === 'online')) return;
    assert.ok(turns < 400, JSON.stringify(devices));
    await sleep(50);
  }
}

async function journal(tool: GateClient): Promise<{ kind: string; reason?: string }[]> {
  const { epoch, first } = await tool.request('position', {});
  const { lines } = await tool.request('read', { epoch, after: first - 1, limit: 200 });
  return lines.map((line) => JSON.parse(line));
}
