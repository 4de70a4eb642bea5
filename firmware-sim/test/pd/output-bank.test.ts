import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutputControl } from '@vratar/protocol/osdp';
import { OutputBank } from '../../src/pd/output-bank.ts';
import { FakeClock } from '../../src/time/index.ts';

/** Orders with the milliseconds to wait after each, and the changes that must follow. Timers in tenths. */
const table: readonly [string, readonly [OutputControl, number, number][], readonly string[]][] = [
  ['timed on ends by itself', [['timedOn', 50, 6000]], ['0 on', '5000 off']],
  [
    'permanent off aborts a timer',
    [
      ['timedOn', 50, 1000],
      ['offAbortTimer', 0, 6000],
    ],
    ['0 on', '1000 off'],
  ],
  [
    'off that keeps the timer lets it end',
    [
      ['timedOn', 50, 1000],
      ['offKeepTimer', 0, 6000],
    ],
    ['0 on', '5000 off'],
  ],
  [
    'on that keeps the timer stays after it',
    [
      ['timedOn', 50, 1000],
      ['onKeepTimer', 0, 6000],
    ],
    ['0 on'],
  ],
  [
    'timed off returns to permanent on',
    [
      ['onAbortTimer', 0, 1000],
      ['timedOff', 20, 6000],
    ],
    ['0 on', '1000 off', '3000 on'],
  ],
  [
    'a second timer replaces the first',
    [
      ['timedOn', 50, 4000],
      ['timedOn', 50, 9000],
    ],
    ['0 on', '9000 off'],
  ],
  [
    'permanent on aborts a timer and stays',
    [
      ['timedOn', 50, 1000],
      ['onAbortTimer', 0, 9000],
    ],
    ['0 on'],
  ],
  [
    'nothing changes nothing',
    [
      ['timedOn', 50, 1000],
      ['nothing', 0, 9000],
    ],
    ['0 on', '5000 off'],
  ],
];

for (const [name, orders, expected] of table) {
  test(name, () => {
    const clock = new FakeClock();
    const changes: string[] = [];
    const bank = new OutputBank(clock, 1, (_, on, at) => changes.push(`${at} ${on ? 'on' : 'off'}`));
    for (const [control, timerTenths, waitMs] of orders) {
      bank.apply({ output: 0, control, timerTenths }, clock.now());
      clock.advance(waitMs);
    }
    assert.deepEqual(changes, expected);
  });
}

test('an output that does not exist changes nothing', () => {
  const bank = new OutputBank(new FakeClock(), 2);
  assert.equal(bank.apply({ output: 2, control: 'onAbortTimer', timerTenths: 0 }, 0), false);
  assert.deepEqual(bank.states(), [false, false]);
});
