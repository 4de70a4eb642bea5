import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ordinaryWalker } from '../../src/lane/index.ts';
import { TestAcu } from '../support/acu.ts';
import { toHex } from '../support/bytes.ts';
import { SMALL_SITE, smallSite } from '../support/small-site.ts';

// The whole way in the simulated world: card, poll, output, lock, body, sensors, inputs.

function overTheLine(text = SMALL_SITE) {
  const { clock, site } = smallSite(text);
  const { bus } = site.lines.get('line-1');
  const acu = new TestAcu({
    exchange(command) {
      const heard: number[] = [];
      bus.connectAcu((bytes) => heard.push(...bytes));
      bus.fromAcu(command as Uint8Array);
      clock.advance(20);
      return { hex: toHex(Uint8Array.from(heard)), atMs: clock.now() };
    },
  });
  return { acu, clock, site };
}

test('one relay frees both directions of a door', () => {
  const { acu, clock, site } = overTheLine(
    SMALL_SITE.replace('device: a-in, output: 1', 'device: a-in, output: 0'),
  );
  const { mechanism } = site.lanes.get('a');
  while (acu.send({ kind: 'POLL' })?.kind !== 'ACK');
  for (const control of ['onAbortTimer', 'offAbortTimer'] as const) {
    acu.send({ kind: 'OUT', outputs: [{ output: 0, control, timerTenths: 0 }] });
    clock.advance(1000);
    const free = control === 'onAbortTimer';
    assert.deepEqual([mechanism.isFree('in'), mechanism.isFree('out')], [free, free]);
  }
});

test('a tap is polled, an output frees the arm, the person passes, the inputs tell', () => {
  const { acu, site } = overTheLine();
  const lane = site.lanes.get('a');
  const outcomes: string[] = [];
  site.listen((event) => event.kind === 'walk-ended' && outcomes.push(event.outcome));

  while (acu.send({ kind: 'POLL' })?.kind !== 'ACK');
  lane.tap('in', 'ana', '04a1b2c3d4e5f6');
  lane.approach({ ...ordinaryWalker, id: 'ana', direction: 'in', plan: 'through' });
  const read = acu.send({ kind: 'POLL' });
  assert.equal(read?.kind === 'RAW' && toHex(read.data), '04a1b2c3d4e5f6');
  acu.send({ kind: 'OUT', outputs: [{ output: 0, control: 'timedOn', timerTenths: 50 }] });
  assert.equal(lane.view().present.length, 1);

  const told: string[] = [];
  while (outcomes.length === 0) {
    const reply = acu.send({ kind: 'POLL' });
    if (reply?.kind === 'ISTATR') told.push(reply.inputs.slice(0, 2).join(' '));
  }
  assert.deepEqual(outcomes, ['passed']);
  assert.deepEqual(told.slice(0, 3), ['active inactive', 'active active', 'inactive active']);
});
