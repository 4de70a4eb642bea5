import { type Static, Type } from 'typebox';

/**
 * Kinds of journaled events. The first block moves people or explains why nobody moved (domain/attendance.md, E1);
 * the second makes silence and loss visible; the third are alarms and the acts of operators (DESIGN.md, section 3).
 * A cloud stores a kind that it does not know and waits for an update.
 */
export const EVENT_KINDS = [
  'granted',
  'denied',
  'passage',
  'passage_timeout',
  'passage_forced',
  'guard_release',
  'guard_attested',
  'free_start',
  'free_end',
  'held_start',
  'held_end',
  'lane_fault',
  'lane_ok',

  'power_up',
  'alive',
  'day_close',
  'clock_step',
  'gap',

  'fire_start',
  'fire_input',
  'fire_reset',
  'fire_reset_refused',
  'fire_unconfirmed',
  'fire_drill',
  'mode_changed',
  'command',
  'list_applied',
  'list_refused',
  'config_applied',
  'alarm',
  'alarm_end',
] as const;

export const EventKind = Type.Enum([...EVENT_KINDS]);
export type EventKind = (typeof EVENT_KINDS)[number];

export const Direction = Type.Enum(['in', 'out']);
export type Direction = Static<typeof Direction>;

/** `synced`: the kernel says that NTP disciplines the clock; `holdover`: it did in this boot; `unsynced`: never did. */
export const ClockState = Type.Enum(['synced', 'holdover', 'unsynced']);
export type ClockState = Static<typeof ClockState>;
