import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY, secureDevice, TestLine } from './support/test-line.ts';
import { TestPd, type TestPdOptions } from './support/test-pd.ts';

const FIRST_KEY = new Uint8Array(16).fill(0x33);

/** A line with a good PD at 0, and one at 1 that takes KEYSET as devices do. */
function withNewcomer(options: Omit<TestPdOptions, 'address'>): TestLine {
  const newcomer = new TestPd({ address: 1, ...options });
  newcomer.override = (command) => {
    if (command.kind === 'KEYSET') {
      newcomer.session.setKeys({ siteKey: command.key, acceptsDefaultKey: false });
    }
    return undefined;
  };
  const line = new TestLine({ baud: 9600, devices: [0, 1].map(secureDevice) }, [
    new TestPd({ address: 0, key: KEY }),
    newcomer,
  ]);
  line.run(4000);
  return line;
}

test('a PD on the default key is given its first key when an installer says so, and met under it', () => {
  const line = withNewcomer({ acceptsDefaultKey: true });
  assert.deepEqual(line.status(1).alarms, ['pd_default_key']);
  line.input({ kind: 'commission', address: 1, id: 8, key: FIRST_KEY });
  assert.ok(line.run(1500, () => line.of('online', 1).length === 1));
  assert.deepEqual(
    line.results.map(({ id, ok }) => [id, ok]),
    [[8, true]],
  );
  assert.deepEqual(line.status(1).alarms, []);
  assert.equal(line.executed(1, 'KEYSET').length, 1);
  line.pd(1).restart();
  assert.ok(
    line.run(1500, () => line.of('online', 1).length === 2),
    'and under no other from then on',
  );
});

test('after a commissioning the configuration with the new key changes nothing', () => {
  const line = withNewcomer({ acceptsDefaultKey: true });
  line.input({ kind: 'commission', address: 1, id: 8, key: FIRST_KEY });
  line.run(1500, () => line.of('online', 1).length === 1);
  const changed = { address: 1, security: { kind: 'secure', key: FIRST_KEY } } as const;
  line.input({ kind: 'configure', config: { baud: 9600, devices: [secureDevice(0), changed] } });
  line.run(1000);
  assert.equal(line.of('offline', 1).length, 0);
});

test('I10: commissioning concerns one address: the PD beside it is not given a key', () => {
  const line = withNewcomer({ acceptsDefaultKey: true });
  line.pds[0] = new TestPd({ address: 0, acceptsDefaultKey: true });
  line.input({ kind: 'commission', address: 1, id: 8, key: FIRST_KEY });
  line.run(20_000);
  assert.equal(line.executed(0, 'KEYSET').length, 0);
  assert.deepEqual(line.status(0).alarms, ['pd_default_key']);
});

test('a PD that has a key, refuses the key, or is not there, is said so', () => {
  const foreign = withNewcomer({ key: new Uint8Array(16).fill(1) });
  foreign.input({ kind: 'commission', address: 1, id: 1, key: FIRST_KEY });
  foreign.run(2000);
  assert.deepEqual(foreign.results, [{ id: 1, ok: false, why: 'no_default_key' }]);
  assert.deepEqual(foreign.status(1).alarms, ['pd_wrong_key']);

  const stubborn = withNewcomer({ acceptsDefaultKey: true });
  stubborn.pd(1).override = (command) =>
    command.kind === 'KEYSET' ? { kind: 'NAK', error: 9, details: new Uint8Array(0) } : undefined;
  stubborn.input({ kind: 'commission', address: 1, id: 2, key: FIRST_KEY });
  stubborn.run(2000);
  assert.deepEqual(stubborn.results, [{ id: 2, ok: false, why: 'refused', nak: 9 }]);
  assert.deepEqual(stubborn.status(1).alarms, ['pd_default_key']);

  const absent = withNewcomer({ acceptsDefaultKey: true });
  absent.pd(1).powered = false;
  absent.input({ kind: 'commission', address: 1, id: 3, key: FIRST_KEY });
  absent.input({ kind: 'commission', address: 5, id: 4, key: FIRST_KEY });
  absent.run(8000);
  assert.deepEqual(absent.results, [
    { id: 4, ok: false, why: 'removed' },
    { id: 3, ok: false, why: 'offline' },
  ]);
});

const RELEASED = { outputs: [{ output: 0, kind: 'steady', energised: true }], fire: true } as const;

for (const burning of [0, 1])
  for (const phase of ['meeting', 'commissioning'])
    test(`I1 a fire at ${burning} takes the order from a PD at 1 that is ${phase}, and both are released`, () => {
      const line = withNewcomer({ acceptsDefaultKey: true });
      line.input({ kind: 'commission', address: 1, id: 8, key: FIRST_KEY });
      assert.ok(line.run(1500, () => line.status(1).phase === phase));
      line.wish(burning, RELEASED);
      assert.ok(line.run(1000, () => line.results.length === 1));
      assert.deepEqual(line.results, [{ id: 8, ok: false, why: 'fire' }]);
      line.wish(1 - burning, RELEASED);
      assert.ok(line.run(1000, () => line.pds.every(({ outputs }) => outputs[0])));
      line.run(5000);
      assert.equal(line.executed(1, 'KEYSET').length, 0);
      assert.deepEqual(line.status(1).alarms, ['pd_default_key']);
    });
