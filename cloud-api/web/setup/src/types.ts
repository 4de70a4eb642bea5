import type { Dated } from './shared/timeline.ts';

/** What the setup page reads from the API. */
export interface Named {
  readonly id: string;
  readonly name: string;
}
export interface Coded extends Named {
  readonly code: string;
}

export interface SchoolYear {
  readonly id: string;
  readonly startYear: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly terms: readonly { readonly firstDay: string; readonly lastDay: string }[];
}

export interface SchoolClass extends Named {
  readonly schoolYear: string;
  readonly grade: number;
}

/** A version of what holds for a class: its shift, or who leads it. */
export interface Held extends Dated {
  readonly shift?: string;
  readonly teacher?: string;
}

export interface Staff {
  readonly id: string;
  readonly first: string;
  readonly last: string;
}

export const DAY_KINDS = ['holiday', 'off_day', 'school_day', 'remote', 'excursion'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

export interface CalendarDay {
  readonly id: string;
  readonly day: string;
  readonly class?: string;
  readonly kind: DayKind;
  readonly asWeekday?: number;
  readonly note: string;
}

export const LANE_KINDS = ['tripod', 'full_height', 'speed_gate', 'door', 'open'] as const;
export interface Lane extends Named {
  readonly kind: (typeof LANE_KINDS)[number];
  readonly zone?: string;
}
export interface Gateway extends Named {
  readonly site: string;
  readonly building: string;
  readonly state: 'new' | 'enrolled' | 'retired';
  /** Of a retired one. */
  readonly servedUntil?: string;
  readonly condition?: 'online' | 'offline' | 'stopped' | 'silent' | 'never';
  /** Milliseconds since 1970. */
  readonly heardAt?: number;
  /** When a retired one tried to connect last; milliseconds since 1970. */
  readonly tried?: { readonly at: number; readonly from?: string };
  readonly lanes: readonly Lane[];
}
export interface Building extends Coded {
  readonly address: string;
  /** `HH:MM:SS` */
  readonly opens: string;
  readonly closes: string;
}
export interface Zone extends Coded {
  readonly building: string;
}

/** One lesson-hour, local `HH:MM`. */
export interface Period {
  readonly number: number;
  readonly start: string;
  readonly end: string;
}
export interface Bells extends Dated {
  readonly shift: string;
  readonly periods: readonly Period[];
}
export interface Lesson {
  readonly weekday: number;
  readonly period: number;
  readonly subject: string;
  readonly teacher?: string;
  readonly group?: string;
  readonly weeks?: 'odd' | 'even';
}
export interface Timetable extends Dated {
  readonly class: string;
  readonly lessons: readonly Lesson[];
}
/** The lessons of a class on one day, as calendar, shift, bells and timetable make them. */
export interface ClassDay {
  readonly lessons: boolean;
  readonly kind: string;
  readonly items: readonly {
    readonly number: number;
    readonly start: string;
    readonly end: string;
    readonly subjects: readonly string[];
  }[];
  readonly withoutBell: readonly number[];
}

export interface Window {
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}
export interface ScheduleGroup {
  readonly id: string;
  readonly weekly: readonly Window[];
  readonly lanes?: readonly string[];
  readonly onHolidays?: boolean;
}
export type Mode = 'controlled' | 'free' | 'blocked';
export interface LaneModeRule extends Window {
  readonly lanes?: readonly string[];
  readonly in?: Mode;
  readonly out?: Mode;
}
export interface TwoCards {
  readonly lanes: readonly string[];
  readonly directions?: readonly ('in' | 'out')[];
  readonly ms: number;
}
export const CARD_KINDS = ['pupil', 'staff', 'visitor', 'temporary', 'pass_only'] as const;
export type CardKind = (typeof CARD_KINDS)[number];

/** Rules of the gates. What this page does not show travels along untouched. */
export interface GateRules {
  readonly groups: readonly ScheduleGroup[];
  readonly groupsOf: Partial<Record<CardKind, readonly string[]>>;
  readonly laneModes: readonly LaneModeRule[];
  readonly passback: { readonly mode: 'off' | 'soft' | 'hard' | 'timed'; readonly ms?: number };
  readonly passbackReset?: string;
  readonly twoCards?: readonly TwoCards[];
}
export interface GateRulesVersion extends Dated {
  readonly rules: GateRules;
}
