import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Panel } from '../../src/pd/panel.ts';

const panel = (): Panel => new Panel(1, { rows: 2, columns: 8 });
const steady = { on: 'red', off: 'red', onMs: 100, offMs: 0 } as const;
const blinking = { on: 'green', off: 'off', onMs: 200, offMs: 300 } as const;

test('a temporary colour falls back to the permanent one', () => {
  const reader = panel();
  reader.setLed(0, steady, 0);
  reader.setTemporaryLed(0, { ...steady, on: 'green' }, 1000, 500);
  assert.deepEqual(
    [600, 1499, 1500].map((at) => reader.view(at).leds[0]),
    ['green', 'green', 'red'],
  );
});

test('a temporary colour can be cancelled', () => {
  const reader = panel();
  reader.setLed(0, steady, 0);
  reader.setTemporaryLed(0, blinking, 1000, 0);
  reader.setTemporaryLed(0, undefined, 0, 100);
  assert.equal(reader.view(150).leds[0], 'red');
});

test('blinking alternates from the moment it was set', () => {
  const reader = panel();
  reader.setLed(0, blinking, 1000);
  assert.deepEqual(
    [1000, 1199, 1200, 1499, 1500].map((at) => reader.view(at).leds[0]),
    ['green', 'green', 'off', 'off', 'green'],
  );
});

test('the buzzer stops after its count', () => {
  const reader = panel();
  reader.sound({ onMs: 100, offMs: 100, count: 2 }, 0);
  assert.deepEqual(
    [0, 150, 250, 350, 450].map((at) => reader.view(at).buzzing),
    [true, false, true, false, false],
  );
});

test('a temporary text on two rows stands in front of the permanent one', () => {
  const reader = panel();
  reader.show({ text: 'Welcome', row: 1, column: 1, wrap: false, forMs: undefined }, 0);
  reader.show({ text: 'Too', row: 1, column: 1, wrap: false, forMs: 1000 }, 100);
  reader.show({ text: 'early', row: 2, column: 1, wrap: false, forMs: 1000 }, 100);
  assert.deepEqual(reader.view(500).text, ['Too', 'early']);
  assert.deepEqual(reader.view(1200).text, ['Welcome', '']);
});

test('text is cut at the edge, or wrapped when asked', () => {
  const reader = panel();
  reader.show({ text: 'abcdefghijkl', row: 1, column: 1, wrap: false, forMs: undefined }, 0);
  assert.deepEqual(reader.view(0).text, ['abcdefgh', '']);
  reader.show({ text: 'abcdefghijkl', row: 1, column: 1, wrap: true, forMs: undefined }, 0);
  assert.deepEqual(reader.view(0).text, ['abcdefgh', 'ijkl']);
});
