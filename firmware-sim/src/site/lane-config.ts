import { type Static, Type } from 'typebox';
import { ContactPoint, Id, OutputPoint, ReaderPoint } from './points.ts';

const closed = { additionalProperties: false } as const;

export const SideConfig = Type.Object(
  {
    reader: Type.Optional(ReaderPoint),
    release: OutputPoint,
    go: Type.Optional(OutputPoint),
    stop: Type.Optional(OutputPoint),
  },
  closed,
);
export type SideConfig = Static<typeof SideConfig>;

/** One lane and where its parts are wired to. */
export const LaneConfig = Type.Object(
  {
    id: Id,
    label: Type.Optional(Type.String({ maxLength: 60 })),
    kind: Type.Enum(['tripod', 'full-height', 'speed-gate', 'door', 'open'], { default: 'tripod' }),
    sensors: Type.Enum(['pair', 'directional', 'single', 'door', 'none'], { default: 'pair' }),
    lock: Type.Enum(['energise-to-unlock', 'energise-to-lock'], { default: 'energise-to-unlock' }),
    in: Type.Optional(SideConfig),
    out: Type.Optional(SideConfig),
    contacts: Type.Array(ContactPoint, {
      maxItems: 2,
      default: [],
      description:
        'Inputs of the sensors: pair: outer, inner; directional: in, out; single and door: one; none: none.',
    }),
    siren: Type.Optional(OutputPoint),
    button: Type.Optional(ContactPoint),
    tamper: Type.Optional(ContactPoint),
    arms: Type.Optional(ContactPoint),
  },
  closed,
);
export type LaneConfig = Static<typeof LaneConfig>;

/** A contact of the fire panel. */
export const FireConfig = Type.Object(
  {
    id: Id,
    device: Id,
    input: Type.Integer({ minimum: 0, maximum: 63 }),
    normally: Type.Enum(['closed', 'open'], { default: 'closed' }),
    supervised: Type.Boolean({
      default: false,
      description: 'The device measures end-of-line resistors and tells a cut and a short from an alarm.',
    }),
    frees: Type.Array(Id, {
      default: [],
      description: 'Lanes whose lock supply the panel interrupts: the hard-wired release.',
    }),
  },
  closed,
);
export type FireConfig = Static<typeof FireConfig>;
