import { type Static, Type } from 'typebox';
import { Id } from './points.ts';

const closed = { additionalProperties: false } as const;
const count = (byDefault: number, maximum: number) =>
  Type.Integer({ minimum: 0, maximum, default: byDefault });

/** One OSDP peripheral. */
export const DeviceConfig = Type.Object(
  {
    id: Id,
    address: Type.Integer({ minimum: 0, maximum: 126 }),
    baud: Type.Optional(
      Type.Integer({
        minimum: 300,
        maximum: 1_000_000,
        description: 'Its own speed, when not that of the line.',
      }),
    ),
    security: Type.Enum(['plain', 'optional', 'required'], {
      default: 'required',
      description:
        'plain: no secure channel; optional: opens one on request; required: in clear says only who it is.',
    }),
    key: Type.Optional(
      Type.String({
        pattern: '^[0-9A-Fa-f]{32}$',
        description: 'Secure channel base key, 16 bytes in hexadecimal.',
      }),
    ),
    install: Type.Boolean({
      default: false,
      description: 'Accepts the default key until a key has been set.',
    }),
    absent: Type.Boolean({ default: false, description: 'Without power from the start.' }),
    turnaroundMs: Type.Number({
      minimum: 0,
      maximum: 1000,
      default: 2,
      description: 'From the last byte of a command to the first of its reply.',
    }),
    bootMs: Type.Number({ minimum: 0, maximum: 60_000, default: 300 }),
    serial: Type.Optional(Type.Integer({ minimum: 0, maximum: 0xffffffff })),
    readers: count(1, 8),
    inputs: count(8, 64),
    outputs: count(8, 64),
    reads: Type.Integer({
      minimum: 1,
      maximum: 1000,
      default: 8,
      description: 'Card reads that it holds until it is asked.',
    }),
    display: Type.Object(
      {
        rows: Type.Integer({ minimum: 1, maximum: 8, default: 2 }),
        columns: Type.Integer({ minimum: 1, maximum: 80, default: 16 }),
      },
      { ...closed, default: {} },
    ),
    uidAs: Type.Enum(['raw', 'wiegand34', 'wiegand26'], { default: 'raw' }),
    uidOrder: Type.Enum(['uid0_first', 'uid0_last'], { default: 'uid0_first' }),
    keysetAck: Type.Enum(['session', 'clear'], {
      default: 'session',
      description: 'How a new key is acknowledged; makers differ.',
    }),
  },
  closed,
);
export type DeviceConfig = Static<typeof DeviceConfig>;
