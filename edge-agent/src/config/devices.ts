import { Type } from 'typebox';
import { Device } from '../core/index.ts';

const CardReading = Type.Object(
  {
    parity: Type.Enum(['check', 'ignore'], {
      default: 'check',
      description: '`ignore` only for readers that send Wiegand numbers without parity.',
    }),
    uidOrder: Type.Enum(['uid0_first', 'uid0_last'], {
      default: 'uid0_first',
      description: 'Order in which the reader sends the bytes of a UID.',
    }),
    wiegand34: Type.Enum(['number', 'uid'], {
      default: 'number',
      description: 'What 34 bits carry: a number, or a UID of 4 bytes.',
    }),
  },
  { additionalProperties: false, default: {} },
);

/** A device with all that its line and its cards need. Its key stands in the secrets, under the same id. */
export const DeviceSettings = Type.Object(
  {
    ...Device.properties,
    security: Type.Enum(['secure', 'clear'], {
      default: 'secure',
      description:
        'OSDP secure channel, with the key of this device in the secrets; `clear` is a standing warning.',
    }),
    check: Type.Enum(['crc', 'checksum'], {
      default: 'crc',
      description: '`checksum` only for old devices.',
    }),
    cards: CardReading,
  },
  { additionalProperties: false },
);
