import assert from 'node:assert/strict';
import { test } from 'node:test';
import { card, KEY, school, secureDevice, TestLine } from './support/test-line.ts';
import { TestPd, type TestPdOptions } from './support/test-pd.ts';

const OTHER_KEY = new Uint8Array(16).fill(0x55);

/** A line with one good PD at 0 and this one at 1. */
function withStranger(options: Omit<TestPdOptions, 'address'>): TestLine {
  const pds = [new TestPd({ address: 0, key: KEY }), new TestPd({ address: 1, ...options })];
  const line = new TestLine({ baud: 9600, devices: [0, 1].map(secureDevice) }, pds);
  line.run(4000);
  return line;
}

test('a PD that restarted is in session again within milliseconds, and steady outputs are asserted anew', () => {
  const line = school(2);
  line.wish(1, { outputs: [{ output: 0, kind: 'steady', energised: true }] });
  line.run(500, () => line.pd(1).outputs[0] === true);
  line.pd(1).restart();
  const from = line.now;
  assert.ok(line.run(1000, () => line.of('online', 1).length === 2));
  assert.ok(line.now - from < 600, `${line.now - from} ms`);
  assert.equal(line.of('offline', 1).at(-1)?.reason, 'session');
  assert.ok(line.run(200, () => line.pd(1).outputs[0] === true));
});

test('a timed grant that the PD took is not given again after its restart', () => {
  const line = school(1);
  const untilMs = line.now + 5000;
  line.wish(0, { outputs: [{ output: 0, kind: 'timed', energised: true, id: 1, untilMs }] });
  line.run(500);
  line.pd(0).restart();
  line.run(3000);
  assert.equal(line.of('online').length, 2);
  assert.equal(line.executed(0, 'OUT').length, 1);
});

for (const error of [4, 5, 6]) {
  test(`one NAK ${error} costs milliseconds, not the PD`, () => {
    const line = school(2);
    line.pd(1).override = (command) => {
      if (command.kind !== 'POLL') return undefined;
      line.pd(1).override = () => undefined;
      return { kind: 'NAK', error, details: new Uint8Array(0) };
    };
    line.run(100, () => line.of('offline', 1).length === 1);
    assert.ok(line.run(600, () => line.of('online', 1).length === 2));
  });
}

test('a PD that has lost its session says so to whatever it is asked: the release goes out in the next one', () => {
  const line = school(2);
  line.pd(1).override = (command) => {
    if (command.kind !== 'OUT') return undefined;
    line.pd(1).override = () => undefined;
    return { kind: 'NAK', error: 6, details: new Uint8Array(0) };
  };
  const untilMs = line.now + 5000;
  line.wish(1, { outputs: [{ output: 0, kind: 'timed', energised: true, id: 1, untilMs }] });
  assert.ok(line.run(200, () => line.of('offline', 1).length === 1));
  assert.equal(line.of('offline', 1)[0]!.reason, 'session');
  assert.ok(line.run(1000, () => line.pd(1).outputs[0] === true));
});

test('clear answers in a session are refused, and the session is opened again', () => {
  const line = school(2);
  const clearAcks = ['', '5381080005403935', '5381080006406a60', '5381080007405b53'];
  line.distort = (reply, from) => {
    if (from.options.address !== 1 || reply.length !== 15) return reply;
    return Uint8Array.from(Buffer.from(clearAcks[reply[5]! & 3]!, 'hex'));
  };
  assert.ok(line.run(2000, () => line.of('offline', 1).length === 1));
  line.distort = (reply) => reply;
  assert.ok(line.run(2000, () => line.of('online', 1).length === 2));
  assert.ok(line.of('online', 1).every(({ secure }) => secure));
});

test('I10: a PD on the default key is an alarm, is not used, and is not given a key', () => {
  const line = withStranger({ acceptsDefaultKey: true });
  assert.deepEqual(line.status(1).alarms, ['pd_default_key']);
  assert.equal(line.of('online', 1).length, 0);
  line.pd(1).queue.push(card(1));
  line.run(60_000);
  assert.equal(line.of('card', 1).filter(({ lastEmptyAt }) => lastEmptyAt !== undefined).length, 0);
  assert.equal(line.executed(1, 'KEYSET').length, 0);
  assert.equal(line.executed(1, 'OUT').length, 0);
});

test('I10: a PD with another key is an alarm, and is not spoken to under the default key', () => {
  const line = withStranger({ key: OTHER_KEY });
  assert.deepEqual(line.status(1).alarms, ['pd_wrong_key']);
  assert.equal(line.of('online', 1).length, 0);
});

test('I10: a PD that speaks in clear only is an alarm', () => {
  const line = withStranger({});
  assert.deepEqual(line.status(1).alarms, ['pd_in_clear']);
  assert.equal(line.of('online', 1).length, 0);
});

test('a line of PDs that are not trusted does not keep the processor busy', () => {
  const pds = [0, 1].map((address) => new TestPd({ address, key: OTHER_KEY }));
  const line = new TestLine({ baud: 115_200, devices: [0, 1].map(secureDevice) }, pds);
  line.run(2000);
  assert.equal(line.status(0).phase, 'untrusted');
  const before = line.steps;
  line.run(10_000);
  assert.ok(line.steps - before < 1000, `${line.steps - before} steps in 10 s`);
});

test('a late answer to something else does not count against a PD that is being met', () => {
  const line = school(1);
  line.pd(0).restart();
  const lateAck = Uint8Array.from(Buffer.from('ff5380080006403bca', 'hex'));
  line.distort = (reply) => {
    if (reply[7] !== 0x12) return reply;
    line.distort = (unspoilt) => unspoilt;
    return Uint8Array.from([...lateAck, ...reply]);
  };
  assert.ok(line.run(2000, () => line.of('online').length === 2));
  assert.equal(line.of('alarm').length, 0);
  assert.equal(line.status(0).counters.unusable, 1);
});

test('I10: the inputs of a PD that is not trusted are told as such', () => {
  for (const options of [{}, { acceptsDefaultKey: true }]) {
    const line = withStranger(options);
    line.pd(1).inputs = ['active', 'inactive'];
    line.run(60_000);
    const last = line.of('inputs', 1).at(-1)!;
    assert.deepEqual([last.states[0], last.trusted], ['active', false]);
  }
});

test('I10, I1: under a fire latch releases go over whatever session the PD accepts', () => {
  for (const options of [{}, { acceptsDefaultKey: true }, { key: OTHER_KEY, takesClear: true }]) {
    const line = withStranger(options);
    line.wish(1, { fire: true, outputs: [{ output: 0, kind: 'steady', energised: true }] });
    assert.ok(
      line.run(2500, () => line.pd(1).outputs[0] === true),
      JSON.stringify(options),
    );
    assert.ok(
      line.run(2000, () => line.of('outputs', 1).some(({ on, trusted }) => on[0] === true && !trusted)),
    );
  }
});

test('an alarm about the key ends when the PD has the right one', () => {
  const line = withStranger({ key: OTHER_KEY });
  line.pds[1] = new TestPd({ address: 1, key: KEY });
  assert.ok(line.run(60_000, () => line.of('online', 1).length === 1));
  assert.deepEqual(
    line.of('alarm', 1).map(({ code, on }) => `${code} ${on}`),
    ['pd_wrong_key true', 'pd_wrong_key false'],
  );
});

test('a PD that came back with the default key after being online is refused (I10)', () => {
  const line = school(2);
  line.pds[1] = new TestPd({ address: 1, acceptsDefaultKey: true });
  line.run(10_000);
  assert.equal(line.of('offline', 1).length, 1);
  assert.deepEqual(line.status(1).alarms, ['pd_default_key']);
  assert.equal(line.executed(1, 'KEYSET').length, 0);
});

test('one failed handshake is tried again before anybody is alarmed', () => {
  const line = school(2);
  line.pd(1).restart();
  let spoilt = false;
  line.pd(1).override = (command) => {
    if (command.kind !== 'ID' || spoilt) return undefined;
    spoilt = true;
    line.pd(1).restart();
    return undefined;
  };
  assert.ok(line.run(3000, () => line.of('online', 1).length === 2));
  assert.equal(line.of('alarm', 1).length, 0);
});

test('a PD that refuses ID until it saw a POLL, or refuses ID at all, is served', () => {
  const pd = new TestPd({ address: 0, key: KEY });
  pd.override = (command) =>
    command.kind === 'ID' ? { kind: 'NAK', error: 3, details: new Uint8Array(0) } : undefined;
  const line = new TestLine({ baud: 9600, devices: [secureDevice(0)] }, [pd]);
  assert.ok(line.run(1000, () => line.of('online').length === 1));
  const [first] = pd.executed;
  assert.equal(first?.kind, 'POLL');
});

test('a resent challenge carries the same random number', () => {
  const line = school(1);
  line.pd(0).restart();
  let lost = 0;
  line.distort = (reply) => {
    if (reply[7] !== 0x12 || lost === 2) return reply;
    lost += 1;
    return undefined;
  };
  const from = line.sent.length;
  assert.ok(line.run(3000, () => line.of('online').length === 2));
  const challenges = line.sent.slice(from).filter(({ bytes }) => bytes[7] === 0x11);
  assert.equal(challenges.length, 3);
  assert.ok(challenges.every(({ bytes }) => bytes === challenges[0]!.bytes));
});

test('a session a day old is renewed, without the PD going offline', () => {
  const line = school(1, 115_200);
  const challenges = () => line.sent.filter(({ bytes }) => bytes[7] === 0x11).length;
  assert.equal(challenges(), 1);
  line.now += 86_400_000;
  line.run(1000);
  assert.equal(challenges(), 2);
  assert.equal(line.of('offline').length, 0);
  assert.equal(line.of('online').length, 1);
  line.pd(0).queue.push(card(1));
  assert.ok(line.run(100, () => line.of('card').length === 1));
});

test('a device that is configured in clear is polled in clear, and one that demands more is an alarm', () => {
  const clear = { address: 0, security: { kind: 'clear' } } as const;
  const line = new TestLine({ baud: 9600, devices: [clear] }, [new TestPd({ address: 0 })]);
  assert.ok(line.run(1000, () => line.of('online').length === 1));
  assert.equal(line.of('online')[0]!.secure, false);
  const strict = new TestPd({ address: 0, key: KEY });
  strict.override = (command) => (command.kind === 'ID' ? undefined : refusal(6));
  const refused = new TestLine({ baud: 9600, devices: [clear] }, [strict]);
  refused.run(10_000);
  assert.deepEqual(refused.status(0).alarms, ['pd_demands_secure_channel']);
  assert.equal(refused.of('online').length, 0);
  assert.ok(refused.sent.length < 40, 'it must not take the line');
});

test('a PD that is lost while its session is renewed is told to be offline', () => {
  const line = school(1, 115_200);
  line.now += 86_400_000;
  line.distortCommand = (bytes) => {
    if (bytes[7] === 0x11) line.pd(0).powered = false;
    return bytes;
  };
  line.run(8000);
  assert.equal(line.of('offline').length, 1);
});

function refusal(error: number) {
  return { kind: 'NAK', error, details: new Uint8Array(0) } as const;
}
