import fc from 'fast-check';
import {
  BUZZER_TONES,
  CONTACT_STATES,
  encodeCommand,
  encodeFrame,
  encodeReply,
  type KnownCommand,
  type KnownReply,
  LED_COLORS,
  type Message,
  OUTPUT_CONTROLS,
  PERMANENT_LED,
  READER_STATES,
  type Sequence,
  TEMPORARY_LED,
  TEXT_MODES,
} from '../../src/osdp/index.ts';

/** Plain objects, as decoding gives them; fast-check mixes in objects without prototype otherwise. */
const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(fields, { noNullPrototype: true }) as fc.Arbitrary<T>;
const u8 = fc.nat(0xff);
const u16 = fc.nat(0xffff);
const u32 = fc.nat(0xffff_ffff);
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const rest = fc.uint8Array({ maxLength: 60 });
const nothing = fc.constant({});
const printable = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
const nameIn = <T extends object>(table: T) =>
  fc.constantFrom(...(Object.keys(table) as (keyof T & string)[]));
const line = record({ address: fc.nat(126), baud: fc.integer({ min: 1, max: 0xffff_ffff }) });
const blink = {
  onTenths: u8,
  offTenths: u8,
  onColor: nameIn(LED_COLORS),
  offColor: nameIn(LED_COLORS),
};

type Arbitraries<M extends { readonly kind: string }> = {
  [K in M['kind']]: fc.Arbitrary<Omit<Extract<M, { kind: K }>, 'kind'>>;
};

const COMMAND_DATA: Arbitraries<KnownCommand> = {
  POLL: nothing,
  ID: record({ form: u8 }),
  CAP: record({ form: u8 }),
  LSTAT: nothing,
  ISTAT: nothing,
  OSTAT: nothing,
  RSTAT: nothing,
  OUT: record({
    outputs: fc.array(record({ output: u8, control: nameIn(OUTPUT_CONTROLS), timerTenths: u16 }), {
      minLength: 1,
      maxLength: 20,
    }),
  }),
  LED: record({
    leds: fc.array(
      record({
        reader: u8,
        led: u8,
        temporary: record({ control: nameIn(TEMPORARY_LED), ...blink, timerTenths: u16 }),
        permanent: record({ control: nameIn(PERMANENT_LED), ...blink }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  }),
  BUZ: record({ reader: u8, tone: nameIn(BUZZER_TONES), onTenths: u8, offTenths: u8, count: u8 }),
  TEXT: record({
    reader: u8,
    mode: nameIn(TEXT_MODES),
    seconds: u8,
    row: u8,
    column: u8,
    text: printable,
  }),
  COMSET: line,
  KEYSET: record({ keyType: fc.constant(1), key: bytes(16) }),
  CHLNG: record({ rndA: bytes(8) }),
  SCRYPT: record({ cryptogram: bytes(16) }),
  ACURXSIZE: record({ size: u16 }),
  MFG: record({ vendor: bytes(3), data: rest }),
  ABORT: nothing,
  KEEPACTIVE: record({ milliseconds: u16 }),
};

const REPLY_DATA: Arbitraries<KnownReply> = {
  ACK: nothing,
  NAK: record({ error: u8, details: rest }),
  PDID: record({
    vendor: bytes(3),
    model: u8,
    version: u8,
    serial: u32,
    firmware: record({ major: u8, minor: u8, build: u8 }),
  }),
  PDCAP: record({
    capabilities: fc.array(record({ function: u8, level: u8, units: u8 }), { maxLength: 20 }),
  }),
  LSTATR: record({ tamper: fc.boolean(), powerFault: fc.boolean() }),
  ISTATR: record({ inputs: fc.array(nameIn(CONTACT_STATES), { maxLength: 20 }) }),
  OSTATR: record({ outputs: fc.array(fc.boolean(), { maxLength: 20 }) }),
  RSTATR: record({ readers: fc.array(nameIn(READER_STATES), { maxLength: 8 }) }),
  RAW: fc
    .nat(1024)
    .chain((bits) =>
      record({ reader: u8, format: u8, bits: fc.constant(bits), data: bytes(Math.ceil(bits / 8)) }),
    ),
  FMT: record({ reader: u8, direction: fc.constantFrom('forward', 'backward'), text: printable }),
  KEYPAD: record({
    reader: u8,
    keys: fc.string({ unit: fc.constantFrom(...'0123456789*#AB'), maxLength: 30 }),
  }),
  COM: line,
  CCRYPT: record({ cuid: bytes(8), rndB: bytes(8), cryptogram: bytes(16) }),
  RMAC_I: record({ rmac: bytes(16) }),
  BUSY: nothing,
  MFGREP: record({ vendor: bytes(3), data: rest }),
};

function kinds<M extends { readonly kind: string }>(table: Arbitraries<M>): Map<string, fc.Arbitrary<M>> {
  const entries = Object.entries(table) as [string, fc.Arbitrary<object>][];
  return new Map(
    entries.map(([kind, data]) => [kind, data.map((value) => ({ kind, ...value }) as unknown as M)]),
  );
}

/** One arbitrary for each command and reply; a message without one is a type error. */
export const commandsByKind = kinds<KnownCommand>(COMMAND_DATA);
export const repliesByKind = kinds<KnownReply>(REPLY_DATA);

const message: fc.Arbitrary<{ readonly reply: boolean } & Message> = fc.oneof(
  fc.oneof(...commandsByKind.values()).map((command) => ({ reply: false, ...encodeCommand(command) })),
  fc.oneof(...repliesByKind.values()).map((reply) => ({ reply: true, ...encodeReply(reply) })),
);

/** Bytes of valid frames, clear and secured (with whatever MAC). */
export const frameBytes: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    message,
    fc.nat(127),
    fc.constantFrom<Sequence>(0, 1, 2, 3),
    fc.constantFrom('crc' as const, 'checksum' as const),
    fc.option(fc.tuple(fc.integer({ min: 0x11, max: 0x18 }), fc.uint8Array({ maxLength: 2 })), {
      nil: undefined,
    }),
    bytes(4),
  )
  .map(([content, address, sequence, check, scb, mac]) => {
    const security = scb === undefined ? undefined : { type: scb[0], data: scb[1] };
    return encodeFrame({ address, sequence, check }, { ...content, security }, () => mac);
  });
