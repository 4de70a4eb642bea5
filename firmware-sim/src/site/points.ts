import { type Static, Type } from 'typebox';

export const Id = Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9._-]+$' });
const Channel = Type.Integer({ minimum: 0, maximum: 63 });
const closed = { additionalProperties: false } as const;

/** A reader of a device. */
export const ReaderPoint = Type.Object(
  { device: Id, reader: Type.Integer({ minimum: 0, maximum: 7, default: 0 }) },
  closed,
);
export type ReaderPoint = Static<typeof ReaderPoint>;

/** An output of a device and what hangs on it. */
export const OutputPoint = Type.Object({ device: Id, output: Channel }, closed);
export type OutputPoint = Static<typeof OutputPoint>;

/** A contact and the input that it is wired to. A closed circuit is reported as active. */
export const ContactPoint = Type.Object(
  {
    device: Id,
    input: Channel,
    normally: Type.Enum(['open', 'closed'], {
      default: 'open',
      description: 'State of the contact at rest.',
    }),
  },
  closed,
);
export type ContactPoint = Static<typeof ContactPoint>;
