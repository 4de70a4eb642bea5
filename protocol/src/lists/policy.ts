import { type Static, Type } from 'typebox';
import { CardKeyId } from '../cards/index.ts';
import { CredentialKind, PolicyId } from './entry.ts';

/** Local wall-clock time; `24:00` ends a day. */
export const LocalTime = Type.String({ pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' });
/** Local calendar date. */
export const LocalDate = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });
/** ISO weekday: 1 is Monday. */
export const Weekday = Type.Integer({ minimum: 1, maximum: 7 });

const Directions = Type.Array(Type.Enum(['in', 'out']), { minItems: 1, maxItems: 2 });
const LaneIds = Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { minItems: 1, maxItems: 64 });
const UtcMs = Type.Integer({ minimum: 0 });

/** From `from` until `to` of one local day; when `to` is not later than `from` it ends on the next day. */
export const DayWindow = Type.Object({
  from: LocalTime,
  to: LocalTime,
  /** Absent: both. */
  directions: Type.Optional(Directions),
});
export type DayWindow = Static<typeof DayWindow>;

export const WeeklyWindow = Type.Object({
  days: Type.Array(Weekday, { minItems: 1, maxItems: 7 }),
  ...DayWindow.properties,
});
export type WeeklyWindow = Static<typeof WeeklyWindow>;

/** When, where and in which direction the credentials of a group open. */
export const ScheduleGroup = Type.Object({
  id: PolicyId,
  weekly: Type.Array(WeeklyWindow, { maxItems: 64 }),
  /** Absent: all lanes. */
  lanes: Type.Optional(LaneIds),
  /** On the site's holidays the weekly windows do not hold, unless this is set. */
  onHolidays: Type.Optional(Type.Boolean()),
  /** Replaces the weekly windows and holidays on that date; no windows: closed. */
  exceptions: Type.Optional(
    Type.Array(Type.Object({ date: LocalDate, windows: Type.Array(DayWindow, { maxItems: 16 }) }), {
      maxItems: 400,
    }),
  ),
});
export type ScheduleGroup = Static<typeof ScheduleGroup>;

/** Modes of lanes by the calendar, such as entry only before lessons; later rules win. */
export const LaneModeRule = Type.Object({
  days: Type.Array(Weekday, { minItems: 1, maxItems: 7 }),
  from: LocalTime,
  to: LocalTime,
  /** Absent: all lanes. */
  lanes: Type.Optional(LaneIds),
  in: Type.Optional(Type.Enum(['controlled', 'free', 'blocked'])),
  out: Type.Optional(Type.Enum(['controlled', 'free', 'blocked'])),
  onHolidays: Type.Optional(Type.Boolean()),
});
export type LaneModeRule = Static<typeof LaneModeRule>;

/**
 * `soft` lets pass and flags; `hard` refuses until the person is seen on the other side or is reset; `timed` refuses
 * for a while after a passage in the same direction.
 */
export const PassbackRule = Type.Object({
  mode: Type.Enum(['off', 'soft', 'hard', 'timed']),
  /** `timed` only; default 5 min. */
  ms: Type.Optional(Type.Integer({ minimum: 1_000, maximum: 86_400_000 })),
});
export type PassbackRule = Static<typeof PassbackRule>;

/**
 * The configuration of one site: everything that is a school's decision and not a device's wiring. It travels inside
 * the allow list, under the same signature, version and digest, because what decides together must arrive together; a
 * gateway that has list `n` follows the newest policy that was issued with a list up to `n`.
 */
export const SitePolicy = Type.Object({
  /** IANA name. */
  timezone: Type.String({ minLength: 1, maxLength: 60 }),
  language: Type.Enum(['bg', 'ru', 'en']),
  /** Schools whose pupils enter here. */
  schools: Type.Array(PolicyId, { maxItems: 16 }),
  groups: Type.Array(ScheduleGroup, { maxItems: 200 }),
  /** Inclusive local dates. */
  holidays: Type.Array(Type.Object({ from: LocalDate, to: LocalDate }), { maxItems: 200 }),
  laneModes: Type.Array(LaneModeRule, { maxItems: 100 }),
  passback: PassbackRule,
  /** Anti-passback zones (names as in the lanes' configuration) that differ from `passback`. */
  passbackZones: Type.Optional(
    Type.Array(Type.Object({ zone: PolicyId, rule: PassbackRule }), { maxItems: 32 }),
  ),
  /** Local time at which everybody's place is forgotten; default 03:00. */
  passbackReset: Type.Optional(LocalTime),
  /** At most so many people inside a zone. */
  occupancy: Type.Optional(
    Type.Array(Type.Object({ zone: PolicyId, max: Type.Integer({ minimum: 1 }) }), { maxItems: 32 }),
  ),
  /** Lanes that ask for a second card, of an escort, within `ms`. */
  twoCards: Type.Optional(
    Type.Array(
      Type.Object({
        lanes: LaneIds,
        directions: Type.Optional(Directions),
        ms: Type.Integer({ minimum: 1_000, maximum: 60_000 }),
        /** First cards of these kinds need the second; absent: all but escorts' own. */
        kinds: Type.Optional(Type.Array(CredentialKind, { minItems: 1, maxItems: 5 })),
      }),
      { maxItems: 32 },
    ),
  ),
  /**
   * Keys of the site under which every card of the list has an entry, oldest first; two while a rotation goes on. A gateway
   * uses the newest that it has. Absent: the key that it was installed with.
   */
  cardKeys: Type.Optional(Type.Array(CardKeyId, { minItems: 1, maxItems: 4 })),
  /** Earliest moment at which this policy may be in force, UTC ms: a clock that is behind it is known to be wrong. */
  issuedAt: UtcMs,
});
export type SitePolicy = Static<typeof SitePolicy>;
