import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FakeClock } from '../../src/time/index.ts';

test('actions run in the order of their time, then in the order of asking', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 60 }), fc.array(fc.nat(59)), (times, cancelled) => {
      const clock = new FakeClock();
      const ran: number[] = [];
      const timers = times.map((at, index) => clock.at(at, () => ran.push(index)));
      for (const index of cancelled) timers[index]?.cancel();
      clock.runUntil(20);
      const expected = times
        .map((at, index) => ({ at, index }))
        .filter(({ index }) => !cancelled.includes(index))
        .sort((a, b) => a.at - b.at || a.index - b.index)
        .map(({ index }) => index);
      assert.deepEqual(ran, expected);
    }),
  );
});

test('an action may ask for another one at once', () => {
  const clock = new FakeClock();
  const ran: number[] = [];
  clock.at(5, () => {
    ran.push(clock.now());
    clock.at(1, () => ran.push(clock.now()));
  });
  clock.advance(5);
  assert.deepEqual(ran, [5, 5]);
});
