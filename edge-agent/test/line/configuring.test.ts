import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY, school, secureDevice, TestLine } from './support/test-line.ts';
import { TestPd } from './support/test-pd.ts';

const devices = (...addresses: number[]) => addresses.map(secureDevice);

test('a device that is added is met while the others go on', () => {
  const line = school(2);
  line.pds.push(new TestPd({ address: 7, key: KEY }));
  const polls = line.status(0).counters.polls;
  line.input({ kind: 'configure', config: { baud: 9600, devices: devices(0, 1, 7) } });
  assert.ok(line.run(1000, () => line.of('online', 7).length === 1));
  assert.equal(line.of('offline').length, 0);
  assert.ok(line.status(0).counters.polls > polls);
});

test('a device that is removed is sent nothing more, and is told to be gone', () => {
  const line = school(2);
  line.input({ kind: 'configure', config: { baud: 9600, devices: devices(0) } });
  const sent = line.sent.length;
  line.run(2000);
  assert.equal(line.of('offline', 1).at(-1)?.reason, 'removed');
  assert.ok(line.sent.slice(sent).every(({ bytes }) => bytes[2] === 0));
  assert.ok(line.sent.length > sent + 20);
});

test('a device whose key changes is met under the new one; the rest notices nothing', () => {
  const line = school(2);
  const other = new Uint8Array(16).fill(9);
  line.pds[1] = new TestPd({ address: 1, key: other });
  const changed = { address: 1, security: { kind: 'secure', key: other } } as const;
  line.input({ kind: 'configure', config: { baud: 9600, devices: [secureDevice(0), changed] } });
  assert.ok(line.run(1500, () => line.of('online', 1).length === 2));
  assert.equal(line.of('online', 0).length, 1);
});

test('the same configuration again disturbs nobody', () => {
  const line = school(2);
  line.input({ kind: 'configure', config: { baud: 9600, devices: devices(0, 1) } });
  line.run(1000);
  assert.equal(line.of('offline').length, 0);
  assert.equal(line.of('online').length, 2);
});

test('a line without devices sleeps, and wakes for its first', () => {
  const line = new TestLine({ baud: 9600, devices: [] }, [new TestPd({ address: 0, key: KEY })]);
  assert.equal(line.input({ kind: 'wake' }).wakeAt, Number.POSITIVE_INFINITY);
  line.input({ kind: 'configure', config: { baud: 9600, devices: devices(0) } });
  assert.ok(line.run(1000, () => line.of('online', 0).length === 1));
});

test('a lost port is told, takes all devices off, and sends nothing until it is back', () => {
  const line = school(2);
  line.input({ kind: 'port', up: false, reason: 'unplugged' });
  const sent = line.sent.length;
  line.run(5000);
  assert.equal(line.sent.length, sent);
  assert.deepEqual(line.of('port').at(-1), {
    kind: 'port',
    at: line.of('port').at(-1)!.at,
    up: false,
    reason: 'unplugged',
  });
  assert.equal(line.of('offline').length, 2);
  line.input({ kind: 'port', up: true, reason: 'opened' });
  assert.ok(line.run(1500, () => line.of('online').length === 4));
  assert.deepEqual(
    line.of('port').map(({ up }) => up),
    [true, false, true],
  );
});

test('inputs are read at each connection, and each second where a device carries a fire input', () => {
  const pds = [0, 1].map((address) => new TestPd({ address, key: KEY }));
  const line = new TestLine(
    { baud: 9600, devices: [{ ...secureDevice(0), inputsEveryMs: 1000 }, secureDevice(1)] },
    pds,
  );
  line.run(31_000);
  const reads = line.of('inputs', 0).map(({ at }) => at);
  const gaps = reads.slice(1).map((at, i) => at - reads[i]!);
  assert.ok(gaps.length >= 25 && Math.max(...gaps) <= 1150, String(Math.max(...gaps)));
  assert.ok(line.of('inputs', 1).length >= 2);
});

test('on a fast line all inputs are read each second', () => {
  const line = school(8, 115_200);
  line.run(10_000);
  for (const { options } of line.pds) assert.ok(line.of('inputs', options.address).length >= 10);
});

test('on a slow line reads without a fire input take three thousandths of the line', () => {
  const line = school(8, 9600);
  const before = line.of('inputs').length;
  line.run(300_000);
  const reads = line.of('inputs').length - before;
  assert.ok(reads >= 16 && reads * line.bytesTime(46) <= 1200, `${reads} reads`);
});

test('inputs are read after every disturbance', () => {
  const line = school(2);
  line.distort = (reply, from) => {
    if (from.options.address !== 1) return reply;
    line.distort = (unspoilt) => unspoilt;
    return undefined;
  };
  const before = line.of('inputs', 1).length;
  assert.ok(line.run(1000, () => line.of('inputs', 1).length > before));
});
