import { join } from 'node:path';
import { type Static, Type } from 'typebox';

const Path = Type.String({ minLength: 1, maxLength: 200 });

export const LinePort = Type.Union([
  Type.Object(
    { kind: Type.Literal('serial'), path: Path },
    { additionalProperties: false, description: 'A serial port, such as /dev/serial/by-id/…' },
  ),
  Type.Object(
    { kind: Type.Literal('socket'), path: Path },
    { additionalProperties: false, description: 'A Unix socket of bytes, such as the simulator’s.' },
  ),
  Type.Object(
    {
      kind: Type.Literal('tcp'),
      host: Type.String({ minLength: 1, maxLength: 253 }),
      port: Type.Integer({ minimum: 1, maximum: 65_535 }),
    },
    {
      additionalProperties: false,
      description:
        'A serial device server in raw TCP mode; the process `line-tcp` speaks to it for the gate.',
    },
  ),
]);
export type LinePort = Static<typeof LinePort>;

/** Whether the speed of the wire is the gate's to set: behind a socket it is a device server's own. */
export function hasBaud({ kind }: LinePort): boolean {
  return kind === 'serial';
}

/** A device with a fire input is read each second whatever it costs (I1). */
export const FIRE_INPUTS_MS = 1000;

/** Where `line-tcp` hands a line over to the gate. */
export function lineTcpSocket(socketFolder: string, line: string): string {
  return join(socketFolder, `line-${line}.sock`);
}

export const LineSettings = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9._-]+$' }),
    port: LinePort,
    baud: Type.Integer({ minimum: 1200, maximum: 921_600, default: 9600 }),
    gapMs: Type.Number({
      minimum: 0,
      maximum: 100,
      default: 0,
      description: 'Silence between a reply and the next command.',
    }),
    latencyMs: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 500,
        description: 'Delay that the way to the wire adds; if not given, 5, and 50 with a port of kind tcp.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type LineSettings = Static<typeof LineSettings>;
