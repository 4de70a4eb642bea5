import { type Static, Type } from 'typebox';
import { KeyReport } from '../keys/index.ts';
import { ClockState } from '../messages/event-kinds.ts';
import { Boot, Epoch, Mono, Seq, Through, Time, Version } from './parts.ts';

/** One comparison of the gateway's clock with the cloud's, from a hello and its welcome; raw, for rule R14. */
export const ClockMeasurement = Type.Object({
  boot: Boot,
  /** Monotonic clock, device clock and cloud's clock at one moment: the middle of the round trip. */
  mono: Mono,
  deviceAt: Time,
  cloudAt: Time,
  /** The true offset lies within half of this around `deviceAt - cloudAt`. */
  roundTripMs: Type.Integer({ minimum: 0 }),
});
export type ClockMeasurement = Static<typeof ClockMeasurement>;

/** Presence of a gateway: birth (first after a connection), heartbeat (every 30 s) and last will share this topic. */
export const GatewayState = Type.Object({
  v: Version,
  /** `will` is published by the broker when the connection breaks; it carries nothing else. `bye`: a clean stop. */
  kind: Type.Enum(['birth', 'heartbeat', 'will', 'bye']),
  /** Names the connection, so that the will of an older one does not hide a newer. */
  connection: Type.String({ maxLength: 64 }),
  at: Type.Optional(Time),
  boot: Type.Optional(Boot),
  mono: Type.Optional(Mono),
  clock: Type.Optional(ClockState),
  release: Type.Optional(Type.String({ maxLength: 40 })),
  epoch: Type.Optional(Epoch),
  first: Type.Optional(Seq),
  last: Type.Optional(Through),
  /** Acknowledged through this event. */
  acked: Type.Optional(Through),
  /** Device time of the oldest event that is not acknowledged. */
  oldestUnsentAt: Type.Optional(Time),
  list: Type.Optional(Type.Object({ version: Type.Integer({ minimum: 0 }), issuedAt: Time })),
  disk: Type.Optional(Type.Object({ freeBytes: Type.Integer({ minimum: 0 }), totalBytes: Type.Integer() })),
  temperatureC: Type.Optional(Type.Number()),
  measurement: Type.Optional(ClockMeasurement),
  keys: Type.Optional(KeyReport),
});
export type GatewayState = Static<typeof GatewayState>;
