import { type Static, Type } from 'typebox';
import { DeviceConfig } from './device-config.ts';
import { Id } from './points.ts';

const closed = { additionalProperties: false } as const;

/** Where the gate reaches the line. */
export const Endpoint = Type.Union(
  [
    Type.Object({ socket: Type.String({ minLength: 1, description: 'Path of a Unix socket.' }) }, closed),
    Type.Object(
      {
        tcp: Type.Integer({ minimum: 0, maximum: 65_535 }),
        host: Type.String({ default: '127.0.0.1' }),
      },
      closed,
    ),
    Type.Object({ tty: Type.String({ minLength: 1, description: 'A serial port or PTY.' }) }, closed),
  ],
  { description: 'socket, tcp or tty.' },
);
export type Endpoint = Static<typeof Endpoint>;

const rate = (description: string) => Type.Number({ minimum: 0, maximum: 1, default: 0, description });

export const Noise = Type.Object(
  {
    bitErrorRate: rate('Probability that a bit flips.'),
    lostByteRate: rate('Probability that a byte vanishes.'),
    doubledByteRate: rate('Probability that a byte arrives twice.'),
    spuriousPerSecond: Type.Number({ minimum: 0, maximum: 1000, default: 0 }),
    echo: Type.Boolean({ default: false, description: 'The ACU hears its own bytes.' }),
  },
  closed,
);

/** One half-duplex RS-485 line. */
export const LineConfig = Type.Object(
  {
    id: Id,
    at: Endpoint,
    baud: Type.Integer({ minimum: 300, maximum: 1_000_000, default: 9600 }),
    gateBaud: Type.Optional(
      Type.Integer({
        minimum: 300,
        maximum: 1_000_000,
        description:
          'Speed of the gate’s port, where it shall not simply be that of the device it speaks to: devices that are ' +
          'set otherwise then hear garbage, as on a real cable.',
      }),
    ),
    pace: Type.Enum(['auto', 'on', 'off'], {
      default: 'auto',
      description: 'Pace bytes at the line’s speed. auto: yes, but for serial ports that are real hardware.',
    }),
    noise: Type.Optional(Noise),
    devices: Type.Array(DeviceConfig, { minItems: 1, maxItems: 127 }),
  },
  closed,
);
export type LineConfig = Static<typeof LineConfig>;
