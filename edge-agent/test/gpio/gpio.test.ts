import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { until as untilSo } from '../../../deploy/testing/until.ts';
import { GpioRunner } from '../../src/gpio/gpio-runner.ts';
import { gpioget } from '../../src/gpio/read-gpio.ts';
import type { LineEvent } from '../../src/line/contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/**
 * This machine has no pins: what is tested is the contract with libgpiod's `gpioget`, as its two versions document it,
 * by a stand-in that records its arguments and answers as it is told.
 */
function standIn(t: TestContext, version: string) {
  const folder = temporaryFolder(t);
  const script = [
    '#!/bin/sh',
    `if [ "$1" = --version ]; then echo "gpioget (libgpiod) v${version}"; exit 0; fi`,
    `echo "$@" >> ${folder}/calls`,
    `cat ${folder}/answer || exit 1`,
  ];
  writeFileSync(join(folder, 'gpioget'), script.join('\n'));
  chmodSync(join(folder, 'gpioget'), 0o755);
  const path = process.env.PATH;
  process.env.PATH = `${folder}${delimiter}${path}`;
  t.after(() => {
    process.env.PATH = path;
  });
  return {
    answer: (text: string) => writeFileSync(join(folder, 'answer'), text),
    calls: () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n'),
  };
}

const settings = { chip: 'gpiochip0', lines: [17, 27], bias: 'pull-up', activeLow: true } as const;

test('asks version 2 and version 1 of gpioget as each wants it', async (t) => {
  for (const [version, call] of [
    ['2.1.3', '--numeric --bias=pull-up --active-low --chip=gpiochip0 17 27'],
    ['1.6.3', '--bias=pull-up --active-low gpiochip0 17 27'],
  ] as const) {
    const pins = standIn(t, version);
    pins.answer('1 0\n');
    assert.deepEqual(await gpioget({ ...settings, lines: [17, 27] })(), [true, false]);
    assert.deepEqual(pins.calls(), [call]);
  }
});

test('an answer that is none is an error, never a state', async (t) => {
  const pins = standIn(t, '2.1.3');
  const read = gpioget({ ...settings, lines: [17, 27] });
  for (const text of ['', '1', '1 0 1', 'active inactive']) {
    pins.answer(text);
    await assert.rejects(read(), { code: 'gpio_unreadable' });
  }
});

test('I2: contacts are told at the start, at every change and each second; pins that are lost are told within 10 s', async (t) => {
  let states: boolean[] | undefined = [true];
  let now = 0;
  const events: LineEvent[] = [];
  const read = async () => {
    now += 200;
    if (states === undefined) throw new Error('gone');
    return states;
  };
  const runner = new GpioRunner(read, { emit: (event) => events.push(event) }, () => now);
  runner.start();
  t.after(() => runner.stop());
  const until = (what: () => boolean) => untilSo(String(what), what, undefined, 20);
  await until(() => events.length >= 2);
  states = [false];
  await until(() => events.some((event) => event.kind === 'inputs' && event.states[0] === 'inactive'));
  const seen = events.length;
  await until(() => events.length > seen);
  states = undefined;
  const lostAt = now;
  await until(() => events.at(-1)?.kind === 'offline');
  assert.ok(now - lostAt < 10_000);
  states = [true];
  await until(() => events.at(-1)?.kind === 'inputs');
  await runner.stop();
  assert.deepEqual(
    events.map(({ kind }) => kind).filter((kind, n, all) => kind !== all[n - 1]),
    ['online', 'inputs', 'offline', 'online', 'inputs'],
  );
});
