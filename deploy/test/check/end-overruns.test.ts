import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { endOverruns } from '../../src/check/end-overruns.ts';

const HANGS = `
  const { spawn } = require('node:child_process');
  spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'inherit' });
  for (;;);
`;

test('a process that takes longer than it may is ended, with what it has started; the others are not', {
  skip: process.platform !== 'linux' && 'processes are found in /proc',
  timeout: 60_000,
}, async () => {
  const told: string[] = [];
  const hanging = spawn(process.execPath, ['-e', HANGS, 'hanging'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const stopLooking = endOverruns(2000, (line) => told.push(line));
  // Its output ends when nobody holds it any more.
  const outcome = Promise.all([once(hanging, 'exit'), once(hanging.stdout.resume(), 'end')]);
  const quick = spawn(process.execPath, ['-e', '']);
  assert.deepEqual(await once(quick, 'exit'), [0, null]);
  const [[, signal]] = await outcome;
  stopLooking();
  assert.equal(signal, 'SIGKILL');
  assert.equal(told.length, 1);
  assert.match(told[0]!, /^ended after \d+ s, with 1 more: hanging$/);
});
