import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  Mechanism,
  type MechanismOptions,
  ordinaryWalker,
  type Walker,
  type WalkPlan,
} from '../../src/lane/index.ts';
import { FakeClock } from '../../src/time/index.ts';

function lane(change: Partial<MechanismOptions> = {}) {
  const clock = new FakeClock();
  const log: string[] = [];
  const mechanism = new Mechanism({
    clock,
    kind: 'tripod',
    lock: 'energise-to-unlock',
    sensors: 'pair',
    listener: {
      sensor: (sensor, on, at) => log.push(`${at} sensor ${sensor} ${on ? 'on' : 'off'}`),
      began: (walker, at) => log.push(`${at} ${walker.id} began`),
      ended: (walker, outcome, at) => log.push(`${at} ${walker.id} ${outcome}`),
      freed: (direction, free, at) => log.push(`${at} ${direction} ${free ? 'free' : 'locked'}`),
      arms: (down, at) => log.push(`${at} arms ${down ? 'down' : 'up'}`),
    },
    ...change,
  });
  const walk = (id: string, plan: WalkPlan = 'through', more: Partial<Walker> = {}): void =>
    mechanism.approach({ ...ordinaryWalker, reactionMs: 100, id, direction: 'in', plan, ...more });
  return { clock, log, mechanism, walk };
}

test('a person waits for the release and passes both sensors in order', () => {
  const { clock, log, mechanism, walk } = lane();
  walk('ana');
  clock.advance(1000);
  mechanism.setOutput('in', true);
  clock.advance(3000);
  assert.deepEqual(log, [
    '1030 in free',
    '1130 ana began',
    '1130 sensor 0 on',
    '1445 sensor 1 on',
    '1715 sensor 0 off',
    '2030 sensor 1 off',
    '2030 ana passed',
  ]);
});

test('on the way out the inner sensor comes first', () => {
  const { clock, log, mechanism, walk } = lane();
  mechanism.setOutput('out', true);
  walk('boris', 'through', { direction: 'out' });
  clock.advance(3000);
  assert.deepEqual(
    log.filter((line) => line.includes('on')).map((line) => line.split(' ').slice(1).join(' ')),
    ['sensor 1 on', 'sensor 0 on'],
  );
});

test('a locked barrier holds, and patience ends', () => {
  const { clock, log, walk } = lane();
  walk('ana', 'through', { patienceMs: 4000 });
  clock.advance(10_000);
  assert.deepEqual(log, ['4000 ana gave-up']);
});

test('whoever turns back shows up at the first sensor only and stays outside', () => {
  const { clock, log, mechanism, walk } = lane();
  mechanism.setOutput('in', true);
  walk('ana', 'turn-back');
  clock.advance(3000);
  assert.ok(log.some((line) => line.endsWith('ana turned-back')));
  assert.ok(!log.some((line) => line.includes('sensor 1')));
});

test('a forced passage needs no release', () => {
  const { clock, log, walk } = lane();
  walk('ana', 'force');
  clock.advance(3000);
  assert.ok(log.some((line) => line.endsWith('ana passed')));
});

test('a passage that has begun ends although the lock falls', () => {
  const { clock, log, mechanism, walk } = lane();
  mechanism.setOutput('in', true);
  walk('ana');
  clock.advance(200);
  mechanism.setOutput('in', false);
  clock.advance(3000);
  assert.ok(log.some((line) => line.endsWith('ana passed')));
});

test('one release held lets the next one through; a tripod takes them one by one', () => {
  const { clock, log, mechanism, walk } = lane();
  mechanism.setOutput('in', true);
  walk('ana');
  walk('boris');
  clock.advance(5000);
  const began = log.filter((line) => line.endsWith('began')).map((line) => Number(line.split(' ')[0]));
  assert.equal(began.length, 2);
  assert.ok(began[1]! - began[0]! >= 0.65 * 900);
});

test('a tailgater follows on the release of another', () => {
  const { clock, log, mechanism, walk } = lane();
  mechanism.setOutput('in', true);
  walk('ana');
  clock.advance(200);
  mechanism.setOutput('in', false);
  walk('boris', 'tailgate');
  clock.advance(5000);
  assert.ok(log.some((line) => line.endsWith('boris passed')));
});

test('two sides at once: the second waits until the passage is empty', () => {
  const { clock, log, mechanism, walk } = lane();
  mechanism.setOutput('in', true);
  mechanism.setOutput('out', true);
  walk('ana');
  walk('boris', 'through', { direction: 'out' });
  clock.advance(5000);
  const order = log
    .filter((line) => /began|passed/.test(line))
    .map((line) => line.split(' ').slice(1).join(' '));
  assert.deepEqual(order, ['ana began', 'ana passed', 'boris began', 'boris passed']);
});

test('wiring decides what a dead supply means', () => {
  const failSecure = lane();
  failSecure.mechanism.setOutput('in', true);
  failSecure.clock.advance(100);
  failSecure.mechanism.setPowered(false);
  assert.equal(failSecure.mechanism.isFree('in'), false);
  const failSafe = lane({ lock: 'energise-to-lock' });
  failSafe.mechanism.setOutput('in', true);
  failSafe.clock.advance(100);
  assert.equal(failSafe.mechanism.isFree('in'), false);
  failSafe.mechanism.setPowered(false);
  failSafe.clock.advance(100);
  assert.equal(failSafe.mechanism.isFree('in'), true);
});

for (const lock of ['energise-to-unlock', 'energise-to-lock'] as const) {
  test(`the hard-wired release frees an ${lock} lane whatever the outputs say, and its arms fall`, () => {
    const { clock, log, mechanism } = lane({ lock });
    if (lock === 'energise-to-lock')
      for (const side of ['in', 'out'] as const) mechanism.setOutput(side, true);
    mechanism.setEmergency(true);
    clock.advance(1000);
    assert.deepEqual(
      [mechanism.isFree('in'), mechanism.isFree('out'), mechanism.armsDown],
      [true, true, true],
    );
    mechanism.setEmergency(false);
    clock.advance(2000);
    assert.deepEqual([mechanism.isFree('in'), mechanism.isFree('out')], [false, false]);
    assert.ok(log.at(-1)!.endsWith('arms up'));
  });
}

test('a jammed barrier does not yield to its coil', () => {
  const { clock, mechanism } = lane();
  mechanism.setLockFaults({ jammed: true });
  mechanism.setOutput('in', true);
  clock.advance(1000);
  assert.equal(mechanism.isFree('in'), false);
});

test('a stuck sensor tells what it always tells', () => {
  const { clock, log, mechanism, walk } = lane();
  mechanism.setStuckSensor(1, 'on');
  mechanism.setStuckSensor(0, 'off');
  mechanism.setOutput('in', true);
  walk('ana');
  clock.advance(3000);
  assert.deepEqual(
    log.filter((line) => line.includes('sensor')),
    ['0 sensor 1 on'],
  );
});

test('a door opens with the person and falls shut after it', () => {
  const { clock, log, mechanism, walk } = lane({ kind: 'door', sensors: 'door', lock: 'energise-to-lock' });
  mechanism.setOutput('in', false);
  walk('ana');
  clock.advance(10_000);
  assert.deepEqual(
    log.filter((line) => line.includes('sensor')),
    ['250 sensor 0 on', '3600 sensor 0 off'],
  );
});

test('a turnstile that counts by itself reports only completed passages', () => {
  const { clock, log, mechanism, walk } = lane({ sensors: 'directional' });
  mechanism.setOutput('in', true);
  walk('ana', 'turn-back');
  clock.advance(3000);
  walk('ana');
  clock.advance(3000);
  const edges = log.filter((line) => line.includes('sensor'));
  assert.deepEqual(edges, ['4000 sensor 0 on', '4200 sensor 0 off']);
});

test('lingering keeps both sensors covered', () => {
  const { clock, log, mechanism, walk } = lane();
  mechanism.setOutput('in', true);
  walk('ana', 'linger', { lingerMs: 20_000 });
  clock.advance(30_000);
  assert.ok(log.some((line) => line === '21030 ana passed'));
});

test('who walks through does not linger, whatever time a form gave', () => {
  const { clock, log, mechanism, walk } = lane();
  mechanism.setOutput('in', true);
  walk('ana', 'through', { lingerMs: 20_000 });
  clock.advance(5_000);
  assert.ok(log.some((line) => line.endsWith(' ana passed')));
});
