import { type Static, Type } from 'typebox';
import { ContactPoint, Id } from './points.ts';
import { strict } from './strict.ts';

/** One contact of the fire alarm system. */
export const FireInput = strict({
  id: Id,
  device: Type.String({ minLength: 1, maxLength: 40, description: 'Name of a device, as under `devices`.' }),
  input: Type.Integer({ minimum: 0, maximum: 63 }),
  normally: Type.Enum(['closed', 'open'], {
    default: 'closed',
    description:
      'Contact at rest. `closed`, so that a cut wire is an alarm; `open` only where the panel leaves no choice.',
  }),
  supervised: Type.Boolean({
    default: false,
    description:
      'The device measures end-of-line resistors and reports `inactive` at rest, `open` and `shorted` for faults.',
  }),
});
export type FireInput = Static<typeof FireInput>;

/** Lanes that one or more fire inputs free. */
export const FireZone = strict({
  id: Id,
  inputs: Type.Array(Id, { minItems: 1, maxItems: 32 }),
  lanes: Type.Optional(
    Type.Array(Id, { minItems: 1, maxItems: 64, description: 'Lanes that it frees; all when absent.' }),
  ),
  key: Type.Optional(ContactPoint),
});
export type FireZone = Static<typeof FireZone>;

export const Fire = strict({
  inputs: Type.Array(FireInput, { maxItems: 32 }),
  zones: Type.Array(FireZone, { maxItems: 16 }),
  confirmMs: Type.Integer({
    default: 1_000,
    minimum: 200,
    maximum: 10_000,
    description: 'A lane whose release is not confirmed by its outputs after so long is shouted about.',
  }),
});
export type Fire = Static<typeof Fire>;
