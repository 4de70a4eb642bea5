import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrateBaud } from '../../src/line/index.ts';
import { MovingLine } from './support/moving-line.ts';

const FAST = 115_200;

/** The change of speed as it ends, and whether it has. */
function migration(line: MovingLine) {
  const change = { outcome: undefined as string | undefined };
  migrateBaud(line, line.config, FAST).then(
    () => {
      change.outcome = 'done';
    },
    ({ code }) => {
      change.outcome = code;
    },
  );
  return change;
}

test('I1 a fire while a dead device is looked for at the other speed frees those that are there', async (t) => {
  const line = new MovingLine(t, 4);
  line.moves = (address, to) => (address === 3 ? undefined : to);
  const change = migration(line);
  const isSought = () => line.isWith(FAST, 3);
  await line.run(isSought);
  await line.run(() => line.baud === 9600);
  // Each in its own time: a search that began under one fire ends for the next one, too.
  for (const zone of [[0], [1, 2]]) {
    await line.run(isSought);
    line.fire(...zone);
    const ms = await line.run(() => zone.every((address) => line.released.has(address)));
    t.diagnostic(`${zone} released ${ms} ms after the fire`);
    assert.ok(ms < 1000, `${ms} ms`);
  }
  line.fire(3);
  line.moves = (_address, to) => to;
  line.speeds.set(3, FAST);
  await line.run(() => change.outcome !== undefined);
  assert.equal(change.outcome, 'device_offline');
  assert.deepEqual([...line.speeds.values()], [9600, 9600, 9600, 9600]);
  assert.equal(line.released.size, 4);
});

for (const after of [200, 10_000])
  test(`I1 a fire ${after} ms into the last wait of a change frees those that never went, and those that did`, async (t) => {
    const line = new MovingLine(t, 3);
    line.moves = (address, to) => (address === 0 ? to : 9600);
    const change = migration(line);
    await line.run(() => line.baud === FAST);
    await line.after(after);
    line.fire(0, 1, 2);
    const ms = await line.run(() => line.released.size === 3);
    t.diagnostic(`all released ${ms} ms after the fire`);
    assert.ok(ms < 3500, `${ms} ms`);
    line.moves = (_address, to) => to;
    await line.run(() => change.outcome !== undefined);
    assert.equal(change.outcome, 'baud_refused');
    assert.deepEqual([...line.speeds.values()], [9600, 9600, 9600]);
  });
