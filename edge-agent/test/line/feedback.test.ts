import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LedWish } from '../../src/line/contract.ts';
import { school } from './support/test-line.ts';

const red: LedWish = { reader: 0, led: 0, on: 'red', off: 'red', onMs: 0, offMs: 0 };
const green: LedWish = {
  ...red,
  on: 'green',
  off: 'off',
  onMs: 200,
  offMs: 100,
  temporary: { id: 1, forMs: 3000 },
};

test('a permanent lamp is set once, and again after a restart of the PD', () => {
  const line = school(2);
  line.wish(0, { leds: [red] });
  line.run(3000);
  assert.equal(line.executed(0, 'LED').length, 1);
  line.pd(0).restart();
  line.run(3000);
  assert.equal(line.executed(0, 'LED').length, 2);
});

test('a temporary lamp is shown once for each id, in tenths of a second, over the permanent one', () => {
  const line = school(1);
  line.wish(0, { leds: [red, green] });
  line.run(2000);
  const [led] = line.executed(0, 'LED');
  assert.ok(led?.kind === 'LED');
  assert.deepEqual(led.leds, [
    {
      reader: 0,
      led: 0,
      temporary: {
        control: 'set',
        onTenths: 2,
        offTenths: 1,
        onColor: 'green',
        offColor: 'off',
        timerTenths: 30,
      },
      permanent: { control: 'set', onTenths: 1, offTenths: 0, onColor: 'red', offColor: 'red' },
    },
  ]);
  assert.equal(line.executed(0, 'LED').length, 1);
});

test('a temporary lamp that is wanted no longer is cancelled, unless it has ended by itself', () => {
  const line = school(1);
  line.wish(0, { leds: [green] });
  line.run(500);
  line.wish(0, { leds: [] });
  line.run(500);
  const controls = () =>
    line.executed(0, 'LED').map((command) => command.kind === 'LED' && command.leds[0]!.temporary.control);
  assert.deepEqual(controls(), ['set', 'cancel']);
  line.wish(0, { leds: [{ ...green, temporary: { id: 2, forMs: 300 } }] });
  line.run(1000);
  line.wish(0, { leds: [] });
  line.run(1000);
  assert.deepEqual(controls(), ['set', 'cancel', 'set']);
});

test('lamps that change together travel together', () => {
  const line = school(1);
  line.wish(0, { leds: [red, { ...red, led: 1 }, { ...red, reader: 1 }] });
  line.run(2000);
  const [led, ...more] = line.executed(0, 'LED');
  assert.ok(led?.kind === 'LED' && led.leds.length === 3);
  assert.equal(more.length, 0);
});

test('a sound and a text go out once for each id; what a display cannot show becomes a question mark', () => {
  const line = school(1);
  const sound = { id: 1, reader: 0, onMs: 100, offMs: 100, count: 2 };
  line.wish(0, { sound, text: { id: 1, reader: 0, text: 'Добре ok', forMs: 2400 } });
  line.run(3000);
  assert.deepEqual(line.executed(0, 'BUZ'), [
    { kind: 'BUZ', reader: 0, tone: 'default', onTenths: 1, offTenths: 1, count: 2 },
  ]);
  assert.deepEqual(line.executed(0, 'TEXT'), [
    { kind: 'TEXT', reader: 0, mode: 'temporaryWrap', seconds: 2, row: 1, column: 1, text: '????? ok' },
  ]);
  line.wish(0, { sound: { ...sound, id: 2 } });
  line.run(1000);
  assert.equal(line.executed(0, 'BUZ').length, 2);
});

test('a reader without a buzzer is not asked again and again', () => {
  const line = school(1);
  line.pd(0).override = (command) =>
    command.kind === 'BUZ' ? { kind: 'NAK', error: 3, details: new Uint8Array(0) } : undefined;
  line.wish(0, { sound: { id: 1, reader: 0, onMs: 100, offMs: 0, count: 1 } });
  line.run(5000);
  assert.equal(line.executed(0, 'BUZ').length, 1);
});

test('lamps and sounds leave the others every second place on the line', () => {
  const line = school(2);
  let id = 0;
  const polls = line.status(1).counters.polls;
  for (let i = 0; i < 50; i += 1) {
    id += 1;
    line.wish(0, { sound: { id, reader: 0, onMs: 100, offMs: 0, count: 1 } });
    line.run(100);
  }
  assert.ok(line.status(1).counters.polls - polls > 5000 / line.bytesTime(2 * 30 + 46) / 1.2);
});
