import { type Static, Type } from 'typebox';

/** Contacts on the gateway's own pins; to lanes and fire they are inputs of a device on line `gpio`, address 0. */
export const GpioSettings = Type.Object(
  {
    chip: Type.String({
      pattern: '^[A-Za-z0-9_-]{1,40}$',
      default: 'gpiochip0',
      description: 'As `gpiodetect` names it.',
    }),
    lines: Type.Array(Type.Integer({ minimum: 0, maximum: 511 }), {
      minItems: 1,
      maxItems: 16,
      description: 'Offsets on the chip; the first is input 0 of the device.',
    }),
    bias: Type.Enum(['as-is', 'disabled', 'pull-up', 'pull-down'], {
      default: 'pull-up',
      description: 'With `pull-up` a contact to ground is active when it is closed.',
    }),
    activeLow: Type.Boolean({ default: true, description: 'A low level means that the contact is closed.' }),
  },
  { additionalProperties: false },
);
export type GpioSettings = Static<typeof GpioSettings>;
