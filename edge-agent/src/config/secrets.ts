import { type Static, Type } from 'typebox';

/** Keys, in a file of their own that only the gate's user may read. */
export const Secrets = Type.Object(
  {
    siteKey: Type.String({
      pattern: '^[0-9a-fA-F]{64}$',
      description: 'Key of card tokens, 32 bytes in hex.',
    }),
    devices: Type.Record(Type.String(), Type.String({ pattern: '^[0-9a-fA-F]{32}$' }), {
      default: {},
      description: 'Secure channel base key of each device (SCBK), 16 bytes in hex, by the device’s id.',
    }),
  },
  { additionalProperties: false },
);
export type Secrets = Static<typeof Secrets>;
