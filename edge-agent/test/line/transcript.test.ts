import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeviceSecurity, DeviceWish, LineEvent } from '../../src/line/index.ts';
import { LineScheduler } from '../../src/line/scheduler/scheduler.ts';

/*
 * Whole conversations as bytes on the wire, made without any code of ours: base key, random numbers, cryptograms and
 * cUID are those of the second session of the SIA monitor capture, MACs and ciphertexts were computed with OpenSSL.
 */

interface Exchange {
  readonly sent: string;
  readonly answer: string;
}

const MEETING: readonly Exchange[] = [
  // POLL, ACK
  { sent: 'ff5300080004 60ebaa', answer: 'ff5380080004 4059ac' },
  // ID, PDID
  { sent: 'ff5300090005 6100f051', answer: 'ff5380140005 450a00170300cafedeed0150026540' },
];

const SECURE: readonly Exchange[] = [
  ...MEETING,
  // CHLNG, CCRYPT
  {
    sent: 'ff530013000e 031101 76636e3478f7085c57 f92f',
    answer: 'ff53802b000e 031201 760a00170300cafede6162636465666768597b8467ad2b557296e1234e379dc311 d359',
  },
  // SCRYPT, RMAC_I
  {
    sent: 'ff53001b000f 031301 77dbd8cb35c81188cbdcf560521ec84469 c3b1',
    answer: 'ff53801b000f 031401 78b1e1998a99229228c5b11a3d3922cc8d 9324',
  },
  // ISTAT, ISTATR: input 0 active, input 1 inactive
  {
    sent: 'ff53000e000d0215655e83faadbe07',
    answer: 'ff53801e000d0218497cb5bbacd6e28f94356db1e9a4068ddc1a1e18411b2d',
  },
  // POLL, ACK
  {
    sent: 'ff53000e000e021560fd419de316ee',
    answer: 'ff53800e000e021640beae501d71b6',
  },
  // LSTAT, LSTATR: no tamper, no power fault
  {
    sent: 'ff53000e000f0215646bc6edc4d323',
    answer: 'ff53801e000f02184848a5434efbf11a38ffbf5fbec2ff777da504731fe3cb',
  },
  // POLL, RAW: reader 0, format 1, 26 bits, abcdef80
  {
    sent: 'ff53000e000d021560e422c73d4fc7',
    answer: 'ff53801e000d021850243d42e041c05c45eeed5b903721005722ec9aa60314',
  },
  // OUT: output 0 on for 3 s, ACK
  {
    sent: 'ff53001e000e021768bca879a2528b028246e0ba7227ac5106143b8311a0b0',
    answer: 'ff53800e000e021640a0db8fc51873',
  },
];

const CLEAR: readonly Exchange[] = [
  ...MEETING,
  // ISTAT, ISTATR: input 0 active, input 1 inactive
  {
    sent: 'ff5300080006652c9c',
    answer: 'ff53800a00064901004758',
  },
  // POLL, ACK
  {
    sent: 'ff530008000760b8ff',
    answer: 'ff5380080007400af9',
  },
  // LSTAT, LSTATR: no tamper, no power fault
  {
    sent: 'ff5300080005645ed9',
    answer: 'ff53800a00054800009ac7',
  },
  // POLL, RAW: reader 0, format 1, 26 bits, abcdef80
  {
    sent: 'ff53000800066089cc',
    answer: 'ff53801000065000011a00abcdef80a5d2',
  },
  // OUT: output 0 on for 3 s, ACK
  {
    sent: 'ff53000c00076800051e0031da',
    answer: 'ff5380080007400af9',
  },
];

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
}

/** Answers each command as the transcript says, and grants 3 s for the card. */
function hold(transcript: readonly Exchange[], security: DeviceSecurity): LineEvent[] {
  const events: LineEvent[] = [];
  let now = 0;
  let wish: DeviceWish = { outputs: [], leds: [], fire: false };
  const config = { baud: 9600, devices: [{ address: 0, security }] };
  const line = new LineScheduler(
    config,
    () => wish,
    () => bytes('636e3478f7085c57'),
  );
  let effects = line.step({ kind: 'port', up: true, reason: 'opened' }, now);
  for (const { sent, answer } of transcript) {
    for (let turns = 0; effects.send === undefined; turns += 1) {
      assert.ok(turns < 10);
      events.push(...effects.events);
      if (effects.events.some(({ kind }) => kind === 'card')) {
        const outputs = [{ output: 0, kind: 'timed', energised: true, id: 1, untilMs: now + 3000 }] as const;
        wish = { ...wish, outputs };
        effects = line.step({ kind: 'touched', address: 0 }, now);
      } else {
        now = Math.max(now, effects.wakeAt);
        effects = line.step({ kind: 'wake' }, now);
      }
    }
    assert.equal(Buffer.from(effects.send).toString('hex'), sent.replaceAll(' ', ''));
    now += 50;
    effects = line.step({ kind: 'bytes', bytes: bytes(answer) }, now);
  }
  events.push(...effects.events);
  assert.equal(line.status().devices[0]!.counters.unusable, 0);
  return events;
}

for (const [name, transcript, security] of [
  ['secure channel', SECURE, { kind: 'secure', key: bytes('d459f02f6602e5651f3b553bc283d43e') }],
  ['clear', CLEAR, { kind: 'clear' }],
] as const) {
  test(`a tap in ${name}, byte for byte`, () => {
    const events = hold(transcript, security);
    const online = events.find((event) => event.kind === 'online');
    assert.equal(online?.secure, name === 'secure channel');
    const inputs = events.find((event) => event.kind === 'inputs');
    assert.deepEqual(inputs?.states, ['active', 'inactive']);
    const card = events.find((event) => event.kind === 'card');
    assert.deepEqual([card?.reader, card?.bits], [0, 26]);
    assert.deepEqual([...card!.data], [0xab, 0xcd, 0xef, 0x80]);
    assert.notEqual(card?.lastEmptyAt, undefined);
  });
}
