import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY, NOTHING, secureDevice, TestLine } from './support/test-line.ts';
import { TestPd } from './support/test-pd.ts';

/** Readers of which some carry a fire input. */
function building(count: number, withFire: readonly number[]): TestLine {
  const pds = Array.from({ length: count }, (_, address) => new TestPd({ address, key: KEY }));
  const devices = pds.map(({ options: { address } }) => ({
    ...secureDevice(address),
    ...(withFire.includes(address) ? { inputsEveryMs: 1000 } : {}),
  }));
  const line = new TestLine({ baud: 9600, devices }, pds);
  if (!line.run(10_000, () => line.of('online').length === count)) throw new Error('not all came online');
  line.run(1000);
  return line;
}

/** Something new to sound at this reader each time that the last was sounded: as much as a crowd can want. */
function storm(line: TestLine, address: number): void {
  let id = 1;
  const sound = () => ({ ...NOTHING, sound: { id, reader: 0, onMs: 100, offMs: 0, count: 1 } });
  line.wishes.set(address, sound());
  const pd = line.pd(address);
  pd.override = (command) => {
    if (command.kind === 'BUZ') {
      id += 1;
      line.wishes.set(address, sound());
    }
    return undefined;
  };
}

for (const [name, withFire] of [
  ['no', []],
  ['one', [1]],
  ['each', [0, 1, 2, 3]],
] as const) {
  test(`with a fire input at ${name} reader, sounds, status reads and POLLs all have their share`, () => {
    const line = building(4, withFire);
    for (const address of [0, 1, 2, 3]) storm(line, address);
    const polls = line.pds.map((_, address) => line.status(address).counters.polls);
    const sounds = line.pds.map((_, address) => line.executed(address, 'BUZ').length);
    const reads = line.pds.map((_, address) => line.of('inputs', address).length);
    line.run(20_000);
    for (const address of [0, 1, 2, 3]) {
      const polled = line.status(address).counters.polls - polls[address]!;
      const sounded = line.executed(address, 'BUZ').length - sounds[address]!;
      assert.ok(polled >= 40, `${address}: ${polled} POLLs in 20 s`);
      assert.ok(sounded >= 5, `${address}: ${sounded} sounds in 20 s`);
      if (withFire.some((other) => other === address)) {
        const read = line.of('inputs', address).length - reads[address]!;
        assert.ok(read >= 15, `${address}: inputs read ${read} times in 20 s`);
      }
    }
  });
}

test('I9: sounds leave the line to a reader whose proof grows old because an answer of it was lost', () => {
  const line = building(8, []);
  for (const { options } of line.pds) storm(line, options.address);
  let answers = 0;
  let proofs = 0;
  line.distort = (reply, from) => {
    if (from !== line.pd(3)) return reply;
    answers += 1;
    if (answers % 2 === 0) return undefined;
    proofs += 1;
    return reply;
  };
  line.run(30_000);
  assert.ok(proofs >= 40, `${proofs} answers in 30 s`);
});
