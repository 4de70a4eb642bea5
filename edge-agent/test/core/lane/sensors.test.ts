import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Value } from 'typebox/value';
import { Timing } from '../../../src/core/index.ts';
import {
  NEW_SENSORS,
  reportSensors,
  runSensors,
  type SensorSettings,
  sensorTimer,
} from '../../../src/core/lane/sensors.ts';

const timing = Value.Default(Timing, {}) as Timing;
const settings = (kind: SensorSettings['kind'], hint?: 'in' | 'out'): SensorSettings => ({
  kind,
  timing,
  hint,
});

/** Reports `[ms, contacts]` and lets the sensors run at each moment that they ask for. */
function play(
  of: SensorSettings,
  reports: readonly (readonly [number, Parameters<typeof reportSensors>[1]])[],
  until = 60_000,
): string[] {
  let state = NEW_SENSORS;
  const told: string[] = [];
  const run = (to: number) => {
    for (let at = sensorTimer(state, of); at <= to; at = sensorTimer(state, of)) {
      const step = runSensors(state, at, of);
      state = step.state;
      told.push(...step.signals.map((signal) => `${signal.kind} ${signal.direction} ${signal.at}`));
    }
  };
  for (const [at, contacts] of reports) {
    run(at);
    const step = reportSensors(state, contacts, at, of);
    state = step.state;
    told.push(...step.signals.map((signal) => `${signal.kind} ${signal.direction} ${signal.at}`));
  }
  run(until);
  return told;
}

describe('contacts that see bodies', () => {
  it('takes out bounces, and tells the time of the first touch', () => {
    const bounces = [
      [1_000, { contact: true }],
      [1_005, { contact: false }],
      [1_010, { contact: true }],
      [1_100, { contact: false }],
    ] as const;
    assert.deepEqual(play(settings('single'), bounces), ['complete undefined 1000']);
  });

  it('ignores a spike', () => {
    assert.deepEqual(
      play(settings('single'), [
        [1_000, { contact: true }],
        [1_010, { contact: false }],
      ]),
      [],
    );
  });

  it('reads two beams that changed in one report in the order that the grant makes likely', () => {
    const both = [
      [1_000, { outer: true, inner: true }],
      [1_200, { outer: false, inner: false }],
    ] as const;
    assert.deepEqual(play(settings('pair', 'in'), both), ['begin in 1000', 'complete in 1200']);
    assert.deepEqual(play(settings('pair', 'out'), both), ['begin out 1000', 'complete out 1200']);
  });

  it('gives up a beam that is stuck, says so once, and trusts it again when it lets go', () => {
    const stuck = [
      [1_000, { outer: true }],
      [40_000, { outer: false }],
      [41_000, { outer: true }],
      [41_200, { inner: true }],
      [41_400, { outer: false }],
      [41_600, { inner: false }],
    ] as const;
    assert.deepEqual(play(settings('pair'), stuck), [
      'begin in 1000',
      'unclear undefined 31000',
      'begin in 41000',
      'complete in 41600',
    ]);
  });

  it('never calls an open door stuck', () => {
    const opens = [
      [500, { contact: false }],
      [1_000, { contact: true }],
    ] as const;
    assert.deepEqual(play(settings('door'), opens), ['begin undefined 1000']);
  });

  it('hears a turnstile that reports passages by direction', () => {
    const pulses = [
      [1_000, { in: true, out: false }],
      [1_200, { in: false, out: false }],
      [2_000, { in: false, out: true }],
      [2_200, { in: false, out: false }],
    ] as const;
    assert.deepEqual(play(settings('directional'), pulses), ['complete in 1000', 'complete out 2000']);
  });

  it('sees one body where its contact lets go for a moment while it stands there', () => {
    const stands = [
      [1_000, { contact: true }],
      [1_200, { contact: false }],
      [1_205, { contact: true }],
      [2_000, { contact: true }],
      [2_500, { contact: false }],
    ] as const;
    assert.deepEqual(play(settings('single'), stands), ['complete undefined 1000']);
  });
});
