import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rawReader } from '../../src/cards/index.ts';
import { commandLine, DeviceConsole, deviceCommands, parseCommand } from '../../src/console/index.ts';
import { Random } from '../../src/random/index.ts';
import { Rig } from '../support/rig.ts';

const table = [
  ['tap DEADBEEF', { kind: 'tap', card: 'DEADBEEF', reader: 0 }],
  ['tap 123,45678 1  # facility and card', { kind: 'tap', card: '123,45678', reader: 1 }],
  ['input 0 on', { kind: 'input', input: 0, on: true }],
  ['cable 3 cut', { kind: 'cable', input: 3, cable: 'cut' }],
  ['tamper', { kind: 'tamper', on: true }],
  ['tamper off', { kind: 'tamper', on: false }],
  ['power-cycle', { kind: 'power-cycle', offMs: 1000 }],
  ['power-cycle 500ms', { kind: 'power-cycle', offMs: 500 }],
  ['silence 5s', { kind: 'silence', forMs: 5000 }],
  ['noise 1e-4', { kind: 'wire', faults: { bitErrorRate: 0.0001 } }],
  ['busy 0.5', { kind: 'device', faults: { busyRate: 0.5 } }],
  ['nak 1 9', { kind: 'device', faults: { nakRate: 1, nakCode: 9 } }],
  ['acu-baud 115200', { kind: 'acu-baud', baud: 115_200 }],
  ['acu-baud follow', { kind: 'acu-baud', baud: 'follow' }],
  ['wait 2m', { kind: 'wait', forMs: 120_000 }],
  ['  # only a comment', undefined],
  ['', undefined],
] as const;

for (const [line, expected] of table) {
  test(`"${line}" is understood`, () => assert.deepEqual(parseCommand(line), expected));
}

for (const line of [
  'tap',
  'input 0',
  'input 99 on',
  'noise 2',
  'silence 5',
  'silence soon',
  'dance',
  'keys 12a',
]) {
  test(`"${line}" is refused`, () => assert.throws(() => parseCommand(line), { code: 'sim_command' }));
}

test('every command of the help can be typed as its usage says', () => {
  assert.ok(deviceCommands.size > 20);
  for (const [name, { usage }] of deviceCommands) assert.equal(usage.split(' ')[0], name);
});

function consoleRig() {
  const rig = new Rig();
  const pd = rig.addPd();
  const printed: string[] = [];
  const { clock, bus } = rig;
  const print = (line: string): void => void printed.push(line);
  const parts = {
    clock,
    bus,
    pd,
    random: new Random(1),
    reader: rawReader,
    inputs: 8,
    supervised: false,
    print,
  };
  return { rig, pd, printed, deviceConsole: new DeviceConsole(parts) };
}

test('a script works on the device line by line, and ends at quit', async () => {
  const { pd, deviceConsole } = consoleRig();
  assert.equal(await deviceConsole.runScript('tap DEADBEEF\ninput 2 on\ntamper\nquit\ninput 3 on\n'), false);
  const view = pd.view();
  assert.deepEqual([view.inputs[2], view.inputs[3], view.local.tamper], ['active', 'inactive', true]);
});

test('silence is heard as silence, and its end too', async () => {
  const { rig, deviceConsole } = consoleRig();
  await deviceConsole.run('silence 3s');
  assert.equal(rig.exchange('53 00 08 00 04 60 EB AA').hex, '');
  rig.clock.advance(3000);
  assert.notEqual(rig.exchange('53 00 08 00 04 60 EB AA').hex, '');
});

test('state and help are printed', async () => {
  const { printed, deviceConsole } = consoleRig();
  await deviceConsole.run('state');
  await deviceConsole.run('help');
  assert.equal(JSON.parse(printed[0]!).address, 0);
  assert.match(printed[1]!, /^tap CARD/m);
});

test('a logged command never carries a key', () => {
  const key = new Uint8Array(16).fill(0xab);
  const line = commandLine(
    'pd-0',
    {
      atMs: 0,
      name: 'KEYSET',
      sequence: 1,
      secure: true,
      command: { kind: 'KEYSET', keyType: 1, key },
      reply: { kind: 'ACK' },
    },
    new Date(0),
  );
  assert.ok(!line.includes('abab'));
  assert.deepEqual(JSON.parse(line), {
    at: '1970-01-01T00:00:00.000Z',
    device: 'pd-0',
    command: 'KEYSET',
    keyType: 1,
    sequence: 1,
    secure: true,
    reply: 'ACK',
  });
});
