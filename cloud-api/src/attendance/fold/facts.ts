import type { DayWindow, RuleSettings } from './settings.ts';
import type { Span } from './spans.ts';

export type Direction = 'in' | 'out';

/** What attendance reads of one journaled event. Times in milliseconds; identity is `(gateway, epoch, seq)`. */
export interface EventFact {
  readonly gateway: string;
  readonly epoch: number;
  readonly seq: number;
  /** The device's own UTC; corrected by R14 before use. */
  readonly at: number;
  readonly boot: string;
  /** Monotonic milliseconds within the boot, where the event carries them. */
  readonly mono: number | undefined;
  readonly clock: 'synced' | 'holdover' | 'unsynced';
  readonly kind: string;
  readonly lane: string | undefined;
  readonly building: string;
  readonly direction: Direction | undefined;
  readonly credential: string | undefined;
  readonly reason: string | undefined;
  readonly visitor: boolean;
  /** The lane has no passage sensor: the grant was taken for the passage (R1). */
  readonly assumed: boolean;
  /** Moment of arrival in the cloud; undefined where only the event itself is known. */
  readonly receivedAt: number | undefined;
  /** `power_up`: last moment that was durable before the stop. */
  readonly durableAt: number | undefined;
  /** `guard_attested`: sequence number of the anonymous release, of the same gateway and epoch, that it attributes. */
  readonly attributes: number | undefined;
}

/** What is known of one boot's clock (R14). */
export type ClockFact = { readonly gateway: string; readonly boot: string } & (
  | { readonly offsetMs: number }
  /** At the true time `syncedAt` the boot's monotonic clock read `syncedMono`. */
  | { readonly syncedAt: number; readonly syncedMono: number }
  /** At one moment the true time was `trueAt` and the boot's monotonic clock read `mono`, right within `withinMs`. */
  | { readonly trueAt: number; readonly mono: number; readonly withinMs: number }
  /** Before or behind a step of the clock, at the moment `mono`, it told `toldAt`; the cloud heard so at `heardAt`. */
  | {
      readonly mono: number;
      readonly toldAt: number;
      readonly heardAt: number;
      /** The device said that it had never been set. */
      readonly unset: boolean;
    }
);

/** A credential belonged to a person in `[from, until)`. */
export interface CredentialFact extends Span {
  readonly credential: string;
  readonly person: string;
}

export interface FireFact extends Span {
  /** undefined: every building of the school. */
  readonly building: string | undefined;
}

/** A stretch in which evidence of a gateway is missing (R17). */
export interface CoverageGap extends Span {
  readonly gateway: string | undefined;
}

export interface Lesson {
  /** 1-based number in the day. */
  readonly n: number;
  readonly start: number;
  readonly end: number;
}

export type Mark = 'present' | 'late' | 'absent' | 'excused';

/** What is known of one pupil on this day, apart from the gates. */
export interface PupilFacts {
  readonly person: string;
  readonly lessons: readonly Lesson[];
  /** An excuse covers this date (R19). */
  readonly excused: boolean;
  /** Consent is `pass_only` (R22). */
  readonly passOnly: boolean;
  /** Remote day, excursion, off-day: the gates say nothing about lessons (R18). */
  readonly gateUnused: boolean;
  /** Decisions of teachers by lesson number (R18). */
  readonly marks: ReadonlyMap<number, Mark> | undefined;
}

/** Everything that decides the attendance of some pupils of one school on one local date. */
export interface SchoolDayFacts {
  readonly settings: RuleSettings;
  readonly window: DayWindow;
  readonly events: readonly EventFact[];
  readonly clocks: readonly ClockFact[];
  readonly credentials: readonly CredentialFact[];
  readonly coverageGaps: readonly CoverageGap[];
  readonly fires: readonly FireFact[];
  readonly pupils: readonly PupilFacts[];
}
