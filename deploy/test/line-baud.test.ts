import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrateBaud } from '@vratar/edge-agent/src/line/index.ts';
import { until } from '../testing/index.ts';
import { LivePds } from './line-baud/live-pds.ts';

test('a whole line moves to another speed, and goes on there', async (t) => {
  const live = await LivePds.start(t);
  const { pds, line, config } = live;
  const moved = await migrateBaud(line, config, 115_200);
  assert.equal(moved.baud, 115_200);
  assert.ok(pds.every(({ baud }) => baud === 115_200));
  assert.equal(line.status().baud, 115_200);
  await until('all are online', () => live.online());
});

test('when one PD cannot do the speed, those that had moved are fetched back', async (t) => {
  // From the moment at which the first has agreed, the second refuses everything new.
  const live = await LivePds.start(t, {
    moved: ({ pds: [, slow] }) => slow!.setFaults({ nakRate: 1, nakCode: 9 }),
  });
  const { pds, line, config } = live;
  const moving = migrateBaud(line, config, 57_600);
  await assert.rejects(moving, { code: 'baud_refused', params: { address: 1, baud: 57_600 } });
  pds[1]!.setFaults({ nakRate: 0 });
  assert.ok(pds.every(({ baud }) => baud === 9600));
  await until('all are online', () => live.online());
  assert.equal(line.status().baud, 9600);
});

test('a line with a device that is away is left as it is', async (t) => {
  const { pds, line, config } = await LivePds.start(t);
  pds[1]!.powerOff();
  await until('it is missed', () => line.status().devices[1]!.phase !== 'online');
  await assert.rejects(migrateBaud(line, config, 115_200), { code: 'device_offline' });
  assert.equal(pds[0]!.baud, 9600);
});
