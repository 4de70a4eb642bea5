import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { GateRig } from '../../testing/gate/index.ts';
import { until } from '../../testing/until.ts';
import { vratarEdge } from '../../testing/vratar-edge.ts';

test('at a gateway without a key switch a fire is reset, and a drill held, by vratar-edge fire', {
  timeout: 240_000,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-fire-'));
  const rig = await GateRig.build(folder, { lines: 1, lanesPerLine: 1, baud: 115_200 }, 1);
  t.after(async () => {
    await rig.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const gate = rig.startGate();
  const tool = await gate.connect('tool');
  const becomes = (wanted: string): Promise<unknown> =>
    until(`a zone in state ${wanted}`, async () => {
      const { state } = (await tool.request('status', {})).zones[0]!;
      if (state === wanted) return true;
      throw new Error(state);
    });
  const fire = async (...args: string[]): Promise<readonly [number, string]> => {
    const { code, out, err } = await vratarEdge('fire', ...args, '--config', join(folder, 'edge.yaml'));
    return [code, out + err];
  };
  const panel = rig.school.site.fire.all[0]!;

  panel.alarm(true);
  await becomes('alarm');
  const [code, said] = await fire('reset', 'school', '--override', 'g1');
  assert.equal(code, 3);
  assert.match(said, /still in alarm.*\[fire_input_in_alarm\]/);
  panel.alarm(false);
  await becomes('latched');
  assert.match(
    (await fire('drill', 'school', '--end'))[1],
    /“vratar-edge fire reset” ends it.*fire_not_drill/,
  );
  assert.deepEqual(await fire('reset', 'school'), [0, 'Done.\n']);
  await becomes('normal');

  assert.deepEqual(await fire('drill', 'school'), [0, 'Done.\n']);
  await becomes('drill');
  assert.deepEqual(await fire('drill', 'school', '--end'), [0, 'Done.\n']);
  await becomes('normal');

  assert.equal((await fire('reset', 'nowhere'))[0], 3);
  const { epoch } = await tool.request('position', {});
  const { lines } = await tool.request('read', { epoch, after: 0, limit: 200 });
  const resets = lines.map((line) => JSON.parse(line)).filter(({ kind }) => kind === 'fire_reset');
  assert.match(resets[0].data.by, /^tool:/);
  await tool.close();
});
