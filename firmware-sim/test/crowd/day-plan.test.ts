import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Value } from 'typebox/value';
import { CrowdConfig, planDay, timeOfDay } from '../../src/crowd/index.ts';
import { Random } from '../../src/random/index.ts';
import { pupils } from '../support/pupils.ts';

const config = Value.Default(CrowdConfig, {}) as CrowdConfig;
const plan = planDay(pupils(2000), config, new Random(7));
const MINUTE = 60_000;
const arrivals = plan.filter(({ person, direction }) => direction === 'in' && person.shift === 'first');
const around = (minutes: number): number =>
  arrivals.filter(({ atMs }) => Math.abs(atMs - timeOfDay('07:30') - minutes * MINUTE) < MINUTE / 2).length;

test('the wave peaks five minutes before the bell', () => {
  const minutes = Array.from({ length: 60 }, (_, i) => i - 40);
  const peak = minutes.reduce((best, minute) => (around(minute) > around(best) ? minute : best));
  assert.ok(Math.abs(peak + 5) <= 2, `peak at ${peak}`);
});

test('some are late, most are not', () => {
  const late = arrivals.filter(({ atMs }) => atMs > timeOfDay('07:30')).length / arrivals.length;
  assert.ok(late > 0.02 && late < 0.15, `${late}`);
});

test('attendance is that of the configuration, and both shifts come', () => {
  assert.ok(Math.abs(plan.length / 2 / 2000 - config.attendance) < 0.02);
  assert.ok(plan.some(({ person }) => person.shift === 'second'));
});

test('visits are in the order of their time, and whoever comes leaves later', () => {
  assert.ok(plan.every(({ atMs }, index) => index === 0 || atMs >= plan[index - 1]!.atMs));
  const open = new Set<string>();
  for (const { person, direction } of plan) {
    if (direction === 'in') open.add(person.id);
    else assert.ok(open.delete(person.id));
  }
});
