import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { endOverruns, MARKING } from '../../src/check/end-overruns.ts';

/** A child, and one whose parent has ended: both hold its output. */
const STARTS = `
  const { spawn, spawnSync } = require('node:child_process');
  spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'inherit' });
  spawnSync('sh', ['-c', 'sleep 1000 &'], { stdio: 'inherit' });
`;

for (const [which, then, ended, processes] of [
  ['that takes longer than it may', 'for (;;);', [null, 'SIGKILL'], '3 processes: file'],
  ['that has left something behind', 'process.exit();', [0, null], '2 processes: .+'],
] as const)
  test(`a test file ${which} is ended, with all that it has started; the others are not`, {
    skip: process.platform !== 'linux' && 'processes are found in /proc',
    timeout: 60_000,
  }, async () => {
    const told: string[] = [];
    const file = spawn(process.execPath, [...MARKING, '-e', STARTS + then, 'file'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      // This file has a mark of its own.
      env: { PATH: process.env.PATH },
    });
    const stopLooking = endOverruns(2000, (line) => told.push(line));
    // Its output ends when nobody holds it any more.
    const outcome = Promise.all([once(file, 'exit'), once(file.stdout.resume(), 'end')]);
    const quick = spawn(process.execPath, ['-e', '']);
    assert.deepEqual(await once(quick, 'exit'), [0, null]);
    const [exit] = await outcome;
    stopLooking();
    assert.deepEqual(exit, ended);
    assert.equal(told.length, 1);
    assert.match(told[0]!, new RegExp(`^ended after \\d+ s, ${processes}$`));
  });
