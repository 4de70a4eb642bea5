import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrateBaud } from '@vratar/edge-agent/src/line/index.ts';
import { until } from '../testing/index.ts';
import { LivePds } from './line-baud/live-pds.ts';

const COUNT = 3;

/** Everybody is where the line is, and goes on there. */
async function allAreFound(live: LivePds): Promise<void> {
  await until('all are online', () => live.online());
  const { baud } = live.line.status();
  assert.deepEqual(
    live.pds.map((pd) => pd.baud),
    live.pds.map(() => baud),
  );
}

for (const [from, to, step] of [
  [9600, 115_200, 1],
  [9600, 115_200, 2],
  [115_200, 9600, 1],
  [115_200, 9600, COUNT],
] as const)
  test(`I1 a fire when ${step} of ${COUNT} devices have gone from ${from} to ${to} baud frees all, and finds all`, async (t) => {
    let moves = 0;
    const live = await LivePds.start(t, {
      count: COUNT,
      baud: from,
      moved: (site) => {
        moves += 1;
        if (moves === step) site.fire();
      },
    });
    const outcome = await migrateBaud(live.line, live.config, to).then(
      ({ baud }) => baud,
      ({ code }) => code,
    );
    await until('all are free', () => live.releasedAt.size === COUNT);
    t.diagnostic(`${Math.round(live.lastRelease)} ms until the last release`);
    // Had the last one agreed, the line is at the new speed, and nobody has to be fetched.
    assert.equal(outcome, step === COUNT ? to : 'device_under_fire');
    await allAreFound(live);
    assert.ok(live.pds.every((pd) => pd.view().outputs[0] === true));
  });

test('a device that agrees and restarts before it can say so is fetched back', async (t) => {
  const live = await LivePds.start(t, {
    moved: ({ pds: [, late] }) => {
      if (late!.memory.baud === 115_200) setImmediate(() => late!.powerCycle(500));
    },
  });
  await assert.rejects(migrateBaud(live.line, live.config, 115_200), { code: 'device_offline' });
  await allAreFound(live);
  assert.equal(live.line.status().baud, 9600);
});
