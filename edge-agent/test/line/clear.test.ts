import assert from 'node:assert/strict';
import { test } from 'node:test';
import { card, TestLine } from './support/test-line.ts';
import { TestPd } from './support/test-pd.ts';

/** A device in clear: no MAC tells its answers from anything else, only address, direction and sequence number do. */
function inClear(): TestLine {
  const line = new TestLine({ baud: 9600, devices: [{ address: 0, security: { kind: 'clear' } }] }, [
    new TestPd({ address: 0 }),
  ]);
  assert.ok(line.run(5000, () => line.of('online').length === 1));
  line.run(1000);
  return line;
}

test('in clear, what the adapter echoes is never taken for an answer', () => {
  const line = inClear();
  line.echo = true;
  line.pd(0).queue.push(card(1));
  assert.ok(line.run(1000, () => line.of('card').length === 1));
  line.pd(0).powered = false;
  assert.ok(line.run(5000, () => line.status(0).phase === 'silent'));
  assert.equal(line.status(0).counters.unusable, 0);
  assert.ok(line.scheduler.status().echoes >= 4);
});

test('in clear, an older answer is no answer to what is asked now', () => {
  const line = inClear();
  line.pd(0).queue.push(card(1));
  let read: Uint8Array | undefined;
  line.distort = (reply) => {
    if (reply[6] === 0x50) read ??= reply;
    return read !== undefined && ((read[5]! ^ reply[5]!) & 3) !== 0 ? read : reply;
  };
  line.run(5000);
  assert.ok(read !== undefined);
  assert.equal(line.of('card').length, 1);
});
