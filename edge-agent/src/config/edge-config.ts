import { type Static, Type } from 'typebox';
import { Site } from '../core/index.ts';
import { GpioSettings } from '../gpio/config.ts';
import { LinkSettings } from '../link/settings.ts';
import { DeviceSettings } from './devices.ts';
import { LineSettings } from './lines.ts';

const Group = Type.Optional(Type.String({ minLength: 1, maxLength: 40 }));

/** The configuration of one gateway; `vratar-edge config example` prints a commented one. */
export const EdgeConfig = Type.Object(
  {
    gateway: Type.String({
      pattern: '^[A-Za-z0-9._-]{1,64}$',
      description: 'Identifier under which the cloud knows this gateway.',
    }),
    data: Type.String({
      minLength: 1,
      description: 'Folder of journal, lists and latch; relative to this file.',
    }),
    secrets: Type.String({
      default: 'secrets.yaml',
      description: 'File of keys; relative to this file, readable by the gate alone.',
    }),
    listKeys: Type.Array(Type.String({ pattern: '^[A-Za-z0-9+/]{43}=$' }), {
      maxItems: 4,
      default: [],
      description: 'Ed25519 public keys (32 bytes, base64) of the cloud that may sign allow lists.',
    }),
    clock: Type.Object(
      {
        source: Type.Enum(['kernel', 'trusted'], {
          default: 'kernel',
          description:
            '`kernel`: as the kernel’s NTP status says. `trusted`: the host keeps the time, as containers’ hosts do.',
        }),
      },
      { additionalProperties: false, default: {} },
    ),
    socket: Type.Object(
      {
        folder: Type.Optional(
          Type.String({
            minLength: 1,
            description: 'Folder of the Unix sockets; `run` in `data` when absent.',
          }),
        ),
        groups: Type.Object(
          { link: Group, pcsc: Group, tool: Group },
          {
            additionalProperties: false,
            default: {},
            description: 'System group that may connect as each role.',
          },
        ),
      },
      { additionalProperties: false, default: {} },
    ),
    log: Type.Enum(['debug', 'info', 'warn', 'error'], { default: 'info' }),
    lines: Type.Array(LineSettings, { maxItems: 16 }),
    gpio: Type.Optional(GpioSettings),
    site: Type.Object({ ...Site.properties, devices: Type.Array(DeviceSettings, { maxItems: 254 }) }),
    link: Type.Optional(LinkSettings),
  },
  { additionalProperties: false },
);
export type EdgeConfig = Static<typeof EdgeConfig>;
