import { type Static, Type } from 'typebox';
import { strict } from './strict.ts';

export const Id = Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9._-]+$' });

const DeviceId = Type.String({
  minLength: 1,
  maxLength: 40,
  description: 'Name of a device, as under `devices`.',
});
const Channel = Type.Integer({ minimum: 0, maximum: 63 });

/** A device on a line: an OSDP peripheral, or the gateway's own GPIO contacts (line `gpio`) and PC/SC readers (`pcsc`). */
export const Device = strict({
  id: Id,
  line: Type.String({ minLength: 1, maxLength: 40, description: 'Name of its line.' }),
  address: Type.Integer({ minimum: 0, maximum: 126, description: 'Its address on that line.' }),
});
export type Device = Static<typeof Device>;

/** A reader of a device. */
export const ReaderPoint = strict({
  device: DeviceId,
  reader: Type.Integer({ minimum: 0, maximum: 15, default: 0 }),
  led: Type.Integer({ minimum: 0, maximum: 15, default: 0 }),
  sounds: Type.Boolean({ default: true, description: 'It has a buzzer.' }),
  display: Type.Optional(
    strict(
      {
        columns: Type.Integer({ minimum: 8, maximum: 80, default: 16 }),
        rows: Type.Integer({ minimum: 1, maximum: 8, default: 2 }),
      },
      { description: 'It has a text display of this size.' },
    ),
  ),
});
export type ReaderPoint = Static<typeof ReaderPoint>;

/** An output of a device: a lamp, a siren. */
export const OutputPoint = strict({ device: DeviceId, output: Channel });
export type OutputPoint = Static<typeof OutputPoint>;

/** The output that frees one direction of a lane. */
export const ReleasePoint = strict({
  device: DeviceId,
  output: Channel,
  energised: Type.Enum(['unlocks', 'locks'], {
    default: 'unlocks',
    description:
      'What the energised output does. Choose `locks` wherever the lock allows it: power loss then frees.',
  }),
});
export type ReleasePoint = Static<typeof ReleasePoint>;

/** A contact input. */
export const ContactPoint = strict({
  device: DeviceId,
  input: Channel,
  normally: Type.Enum(['open', 'closed'], {
    default: 'open',
    description: 'State of the contact at rest; a closed contact is reported as active.',
  }),
});
export type ContactPoint = Static<typeof ContactPoint>;
