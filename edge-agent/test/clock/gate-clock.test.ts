import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { GateClock } from '../../src/clock/gate-clock.ts';
import { StepWatch } from '../../src/clock/step-watch.ts';

function clocks(earlier?: { utc: number; mono: number; state: 'synced' | 'holdover' | 'unsynced' }) {
  const time = { utc: 1_000_000, mono: 1_000, synced: undefined as boolean | undefined };
  const steps: number[] = [];
  const clock = new GateClock({
    machine: { boot: 'b', mono: () => time.mono, utc: () => time.utc },
    askNtp: async () => time.synced,
    onStep: ({ ms }) => steps.push(ms),
    ...(earlier && { earlier }),
  });
  return { time, steps, clock };
}

/** As `clocks`, with a kernel that answers when it is told to. */
function slowClocks() {
  const answers: ((synced: boolean | undefined) => void)[] = [];
  const time = { utc: 1_000_000, mono: 1_000 };
  const clock = new GateClock({
    machine: { boot: 'b', mono: () => time.mono, utc: () => time.utc },
    askNtp: () => new Promise((resolve) => answers.push(resolve)),
    onStep: () => undefined,
  });
  return { time, clock, answers };
}

test('X8: a step of the wall clock is told once, with its size, before the next moment', () => {
  const { time, steps, clock } = clocks();
  clock.now();
  time.utc -= 3_600_000 - 20;
  time.mono += 20;
  assert.equal(clock.now().mono, 1_020);
  clock.now();
  assert.deepEqual(steps, [-3_600_000]);
});

test('a step between two runs of one boot is found at the start of the second', () => {
  const { steps, clock } = clocks({ utc: 500_000, mono: 900, state: 'synced' });
  clock.now();
  assert.deepEqual(steps, [499_900]);
});

test('the state is what the kernel says; holdover once it was right in this boot', async () => {
  const { time, clock } = clocks();
  assert.equal(clock.now().clock, 'unsynced');
  time.synced = true;
  await clock.start();
  clock.stop();
  assert.equal(clock.now().clock, 'synced');
  time.synced = false;
  await clock.start();
  clock.stop();
  assert.equal(clock.now().clock, 'holdover');
  assert.equal(clocks({ utc: 999_900, mono: 900, state: 'holdover' }).clock.now().clock, 'holdover');
});

test('X8 whether NTP keeps the clock is asked anew at each step, and of the clock after it', async () => {
  const { time, clock, answers } = slowClocks();
  const started = clock.start();
  answers.shift()!(true);
  await started;
  clock.stop();
  time.utc -= 7_200_000;
  clock.now();
  assert.equal(answers.length, 1, 'by hand: NTP does not keep it any more');
  time.utc += 600_000;
  clock.now();
  answers.shift()!(true);
  await setImmediate();
  assert.equal(answers.length, 1, 'what it answers may be of the clock before the second step');
  answers.shift()!(false);
  await setImmediate();
  assert.equal(clock.now().clock, 'holdover');
  assert.equal(answers.length, 0);
});

test('X8 a process that stands still between the looks at its two clocks tells of no step', () => {
  const time = { utc: 1_000_000, mono: 1_000, pause: 0 };
  const steps: number[] = [];
  const clock = new GateClock({
    machine: {
      boot: 'b',
      mono: () => time.mono,
      utc: () => {
        time.mono += time.pause;
        time.utc += time.pause;
        time.pause = 0;
        return time.utc;
      },
    },
    askNtp: async () => true,
    onStep: ({ ms }) => steps.push(ms),
  });
  time.pause = 3_000;
  const now = clock.now();
  assert.deepEqual([now.utc - now.mono, steps], [999_000, []]);
  clock.now();
  assert.deepEqual(steps, []);
});

test('drift within what NTP slews never adds up to a step', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 60_000 })),
      fc.constantFrom(-0.0005, 0.0005),
      (waits, rate) => {
        const watch = new StepWatch(0);
        let mono = 0;
        for (const wait of waits) {
          mono += wait;
          assert.equal(watch.look(mono * (1 + rate), mono), undefined);
        }
      },
    ),
  );
});
