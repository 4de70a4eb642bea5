import { type Static, Type } from 'typebox';
import { ContactPoint, Id, OutputPoint, ReaderPoint, ReleasePoint } from './points.ts';
import { strict } from './strict.ts';

/** How a lane sees bodies. */
export const Sensors = Type.Union([
  strict(
    { kind: Type.Literal('pair'), outer: ContactPoint, inner: ContactPoint },
    { description: 'Two beams or rotor contacts, the outer one first on the way in.' },
  ),
  strict(
    { kind: Type.Literal('directional'), in: ContactPoint, out: ContactPoint },
    { description: 'The turnstile itself reports a completed passage, one contact for each direction.' },
  ),
  strict(
    { kind: Type.Literal('single'), contact: ContactPoint },
    { description: 'One contact for a completed passage; the direction is that of the grant.' },
  ),
  strict(
    { kind: Type.Literal('door'), contact: ContactPoint },
    { description: 'Door contact (normally closed): an opened door is an assumed passage.' },
  ),
  strict({ kind: Type.Literal('none') }, { description: 'No sensor: passages are assumed.' }),
]);
export type Sensors = Static<typeof Sensors>;

/** One direction of a lane. */
export const Side = strict({
  reader: Type.Optional(ReaderPoint),
  release: ReleasePoint,
  go: Type.Optional(OutputPoint),
  stop: Type.Optional(OutputPoint),
  mode: Type.Enum(['controlled', 'free', 'blocked'], {
    default: 'controlled',
    description: 'Mode while neither a command nor the calendar says otherwise.',
  }),
});
export type Side = Static<typeof Side>;

const ms = (byDefault: number, minimum: number, maximum: number, description: string) =>
  Type.Integer({ default: byDefault, minimum, maximum, description });

export const Timing = strict(
  {
    grantMs: ms(5_000, 1_000, 30_000, 'How long a grant waits for its passage.'),
    debounceMs: ms(20, 0, 500, 'A contact must be stable for so long.'),
    lateMs: ms(
      1_500,
      0,
      10_000,
      'A contact that only reports completed passages may report one so long after the window.',
    ),
    heldMs: ms(10_000, 1_000, 300_000, 'A passage or an open door that takes longer is `held`.'),
    stuckMs: ms(30_000, 2_000, 600_000, 'A sensor that is active for longer without a passage is stuck.'),
    tailgateMs: ms(2_000, 0, 10_000, 'A second body within this time after a passage is tailgating.'),
    sirenMs: ms(5_000, 0, 60_000, 'How long the siren sounds after a forced passage.'),
    armsMs: ms(2_000, 100, 30_000, 'Arms must have dropped so long after a fire release.'),
    idleGrants: ms(5, 2, 100, 'So many grants in a row without a movement mean a broken mechanism.'),
  },
  { default: {} },
);
export type Timing = Static<typeof Timing>;

/** One lane: a turnstile, a gate or a door, with up to two directions. */
export const Lane = strict({
  id: Id,
  building: Type.Optional(Id),
  zone: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 40,
      pattern: '^[A-Za-z0-9._-]+$',
      description: 'Area that `in` leads into, as the school’s rules name it; the building by default.',
    }),
  ),
  sensors: Sensors,
  in: Type.Optional(Side),
  out: Type.Optional(Side),
  siren: Type.Optional(OutputPoint),
  button: Type.Optional(
    strict(
      { contact: ContactPoint, direction: Type.Enum(['in', 'out'], { default: 'out' }) },
      { description: 'Release button beside the lane.' },
    ),
  ),
  arms: Type.Optional(ContactPoint),
  tamper: Type.Optional(ContactPoint),
  timing: Timing,
});
export type Lane = Static<typeof Lane>;
