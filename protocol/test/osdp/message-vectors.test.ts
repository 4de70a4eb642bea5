import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Command,
  commandName,
  decodeCommand,
  decodeReply,
  encodeCommand,
  encodeFrame,
  encodeReply,
  type Reply,
  replyName,
} from '../../src/osdp/index.ts';
import { frameOf } from './frames.ts';
import { hex, toHex } from './hex.ts';

const COMMAND_FRAMES: readonly (readonly [string, Command])[] = [
  ['53000800046 0EBAA', { kind: 'POLL' }],
  ['53000900046100C066', { kind: 'ID', form: 0 }],
  ['53000900066200F35D', { kind: 'CAP', form: 0 }],
  ['53 00 08 00 06 65 2C 9C', { kind: 'ISTAT' }],
  ['53 00 08 00 06 64 0D 8C', { kind: 'LSTAT' }],
  ['53 00 08 00 06 66 4F AC', { kind: 'OSTAT' }],
  ['537F0D00046E00802500006E38', { kind: 'COMSET', address: 0, baud: 9600 }],
  [
    '53001000066800036400010678000B5B',
    {
      kind: 'OUT',
      outputs: [
        { output: 0, control: 'offKeepTimer', timerTenths: 100 },
        { output: 1, control: 'timedOff', timerTenths: 120 },
      ],
    },
  ],
  [
    '5302160005690000010000000201000000000000BB6B',
    {
      kind: 'LED',
      leds: [
        {
          reader: 0,
          led: 0,
          temporary: {
            control: 'cancel',
            onTenths: 0,
            offTenths: 0,
            onColor: 'off',
            offColor: 'green',
            timerTenths: 1,
          },
          permanent: { control: 'nothing', onTenths: 0, offTenths: 0, onColor: 'off', offColor: 'off' },
        },
      ],
    },
  ],
  [
    '53000D00066A00020202015992',
    { kind: 'BUZ', reader: 0, tone: 'default', onTenths: 2, offTenths: 2, count: 1 },
  ],
  [
    '53001A000675011000010203040506070001020304050607CFA3',
    { kind: 'KEYSET', keyType: 1, key: hex('00010203040506070001020304050607') },
  ],
  ['53001000058000068E01DEADBEEFD3DB', { kind: 'MFG', vendor: hex('00068E'), data: hex('01DEADBEEF') }],
  [
    '53001800067C03E80300000A000000050001020304055921',
    {
      kind: 'opaque',
      code: 0x7c,
      name: 'FILETRANSFER',
      data: hex('03E80300000A00000005000102030405'),
    },
  ],
];

const REPLY_FRAMES: readonly (readonly [string, Reply])[] = [
  ['538008000540689F', { kind: 'ACK' }],
  ['53800900054103 55B3', { kind: 'NAK', error: 3, details: hex('') }],
  [
    '538014000445 0A0017030 0CAFEDEED015002043B',
    {
      kind: 'PDID',
      vendor: hex('0A0017'),
      model: 3,
      version: 0,
      serial: 0xeddefeca,
      firmware: { major: 1, minor: 80, build: 2 },
    },
  ],
  ['53800A00044800010FA1', { kind: 'LSTATR', tamper: false, powerFault: true }],
  [
    '53801000055000011A00ABCDEF806A63',
    { kind: 'RAW', reader: 0, format: 1, bits: 26, data: hex('ABCDEF80') },
  ],
  ['53800E0005530004313233349FD2', { kind: 'KEYPAD', reader: 0, keys: '1234' }],
];

describe('messages of other implementations', () => {
  for (const [wire, command] of COMMAND_FRAMES) {
    it(`${command.kind} ${wire}`, () => {
      const frame = frameOf(wire);
      assert.deepEqual(decodeCommand(frame.code, frame.data), { ok: true, value: command });
      const bytes = encodeFrame(frame, { reply: false, ...encodeCommand(command) });
      assert.equal(toHex(bytes), toHex(hex(wire)));
    });
  }

  for (const [wire, reply] of REPLY_FRAMES) {
    it(`${reply.kind} ${wire}`, () => {
      const frame = frameOf(wire);
      assert.deepEqual(decodeReply(frame.code, frame.data), { ok: true, value: reply });
      const bytes = encodeFrame(frame, { reply: true, ...encodeReply(reply) });
      assert.equal(toHex(bytes), toHex(hex(wire)));
    });
  }
});

describe('data that does not fit', () => {
  const cases = [
    ['short', 'key', decodeCommand(0x75, hex(`0110${'00'.repeat(15)}`))],
    ['range', 'key', decodeCommand(0x75, hex(`010F${'00'.repeat(15)}`))],
    ['range', 'keyType', decodeCommand(0x75, hex(`0210${'00'.repeat(16)}`))],
    ['trailing', 'data', decodeCommand(0x60, hex('00'))],
    ['range', 'outputs[1].control', decodeCommand(0x68, hex('00016400' + '01076400'))],
    ['short', 'outputs[0].timerTenths', decodeCommand(0x68, hex('000164'))],
    ['short', 'outputs', decodeCommand(0x68, hex(''))],
    ['range', 'leds[0].temporary.onColor', decodeCommand(0x69, hex('0000020A0A08010A00' + '0000000000'))],
    ['range', 'address', decodeCommand(0x6e, hex('7F80250000'))],
    ['range', 'text', decodeCommand(0x6b, hex('0001000101' + '0207' + '41'))],
    ['short', 'data', decodeReply(0x50, hex('00011A00ABCDEF'))],
    ['range', 'bits', decodeReply(0x50, hex(`00010104${'00'.repeat(129)}`))],
  ] as const;
  for (const [reason, field, result] of cases) {
    it(`is ${reason} at ${field}`, () => {
      assert.ok(!result.ok);
      assert.deepEqual([result.problem.reason, result.problem.field], [reason, field]);
    });
  }

  it('goes on behind a reply: newer PDs may say more', () => {
    assert.deepEqual(decodeReply(0x40, hex('00')), { ok: true, value: { kind: 'ACK' } });
  });

  it('never hides a contact: what nobody foresaw is `unknown`, not `inactive`', () => {
    const result = decodeReply(0x49, hex('000102030405067F80FF'));
    assert.ok(result.ok && result.value.kind === 'ISTATR');
    assert.deepEqual(result.value.inputs, [
      'inactive',
      'active',
      'shorted',
      'open',
      ...Array.from({ length: 6 }, () => 'unknown' as const),
    ]);
  });
});

describe('wrong values', () => {
  it('are refused before they reach the line, with the field named', () => {
    assert.throws(() => encodeCommand({ kind: 'COMSET', address: 127, baud: 9600 }), {
      code: 'osdp_value_out_of_range',
      place: { field: 'address' },
    });
    assert.throws(
      () => encodeCommand({ kind: 'OUT', outputs: [{ output: 0, control: 'timedOn', timerTenths: 65_536 }] }),
      { place: { field: 'outputs[0].timerTenths' } },
    );
    assert.throws(
      () =>
        encodeCommand({
          kind: 'TEXT',
          reader: 0,
          mode: 'permanent',
          seconds: 0,
          row: 1,
          column: 1,
          text: 'я',
        }),
      { place: { field: 'text' } },
    );
    assert.throws(() => encodeReply({ kind: 'RAW', reader: 0, format: 0, bits: 26, data: hex('00') }), {
      place: { field: 'data' },
    });
    const message = { reply: true, code: 0x90, data: new Uint8Array(1500) };
    assert.throws(() => encodeFrame({ address: 0, sequence: 0, check: 'crc' }, message), {
      code: 'osdp_frame_too_long',
    });
    assert.throws(
      () => encodeFrame({ address: 128, sequence: 0, check: 'crc' }, { ...message, data: hex('') }),
      {
        place: { field: 'address' },
      },
    );
  });
});

describe('names of codes', () => {
  it('are those of the standard, or the code itself', () => {
    assert.equal(commandName(0x60), 'POLL');
    assert.equal(commandName(0xa4), 'GENAUTH');
    assert.equal(replyName(0x80), 'PIVDATAR');
    assert.equal(replyName(0xee), '0xEE');
  });
});
