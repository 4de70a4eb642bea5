import { type Static, Type } from 'typebox';
import { Fire } from './fire.ts';
import { Lane } from './lane.ts';
import { Device, Id } from './points.ts';
import { strict } from './strict.ts';

/** What is built at one gateway: devices, lanes, fire. Rules for people come with the signed allow list. */
export const Site = strict({
  building: Id,
  timezone: Type.String({
    default: 'Europe/Sofia',
    description: 'IANA name; holds until the first allow list brings its own.',
  }),
  language: Type.Enum(['bg', 'ru', 'en'], { default: 'bg', description: 'Language of readers’ displays.' }),
  devices: Type.Array(Device, { maxItems: 254 }),
  lanes: Type.Array(Lane, { minItems: 1, maxItems: 64 }),
  fire: Fire,
});
export type Site = Static<typeof Site>;
