import type { EventKind } from '@vratar/protocol/messages';
import type { Sensors, Timing } from '../config/index.ts';
import type { DirectionMode } from '../schedule/calendar.ts';
import type { Direction } from '../schedule/lookup.ts';

/** Permission for one passage. */
export interface Grant {
  /** Unique in this run; names the timed output. */
  readonly id: number;
  readonly direction: Direction;
  /** `card` and `attest` move a person; `release` and `button` are anonymous. */
  readonly by: 'card' | 'attest' | 'release' | 'button';
  readonly trace: string;
  readonly token?: string | undefined;
  readonly holder?: string | undefined;
  /** Holding whose entries are counted. */
  readonly counted?: string | undefined;
  /** What the passage's event repeats of the tap, such as flags. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  /** The lane opens when this draft is durable, or at `waitUntil` (monotonic ms). */
  readonly draft: number;
  readonly waitUntil: number;
  /** Its holder may have passed as a body that was taken to be another's: nobody can say that it was not used. */
  readonly blind?: boolean;
}

export interface OpenGrant {
  readonly grant: Grant;
  readonly openedAt: number;
  readonly deadline: number;
  /** A door counts its passage when it opens. */
  readonly passed: boolean;
  /** The device reported its output as released. */
  readonly confirmed: boolean;
  /** For a while the sensors were not read: nobody can say that it was not used. */
  readonly blind: boolean;
}

/** A tap in a free direction: nothing is opened for it, the next body is taken to be its holder. */
export interface Claim {
  readonly grant: Grant;
  readonly deadline: number;
}

/** A body between the sensors. */
export interface Body {
  readonly direction: Direction | undefined;
  readonly since: number;
  /** It came while nothing was seen, perhaps from the other side, at any time since then (monotonic ms). */
  readonly unseen?: number;
  /** It was at both beams when it was first seen: nothing tells from which side it came. */
  readonly atBoth?: boolean;
  /** For a part of its way nothing was seen: it may have gone on where it seems to have turned back. */
  readonly blurred?: boolean;
  /** Its direction was free as it began: it needs no grant, whatever the direction is set to meanwhile. */
  readonly free?: boolean;
  /** It was there as its sensors were read for the first time since the start. */
  readonly found?: boolean;
}

export type Service = 'in' | 'ordered_out' | 'devices_lost';

/** One lane. Times are monotonic milliseconds. */
export interface LaneState {
  /** Decided, waits for its commit. */
  readonly committing: Grant | undefined;
  readonly open: OpenGrant | undefined;
  /** Granted behind the one that is under way. */
  readonly next: { readonly grant: Grant; readonly deadline: number } | undefined;
  readonly claims: readonly Claim[];
  readonly body: Body | undefined;
  /** A passage or door that takes too long, since. */
  readonly held: number | undefined;
  /** A body passed without a grant: siren until; a door: until it closes (infinite). */
  readonly forced: number | undefined;
  /** Another body in this direction before `until` is tailgating. */
  readonly tail: { readonly direction: Direction; readonly until: number } | undefined;
  readonly evacuation: boolean;
  readonly service: Service;
  /** Grants in a row without any movement. */
  readonly idleGrants: number;
  /** The last grant that ended unused, as far as was seen. */
  readonly unused: { readonly grant: Grant; readonly at: number } | undefined;
  /** Drafts up to this one are durable. */
  readonly durable: number;
  /** Bodies counted in free directions, since the start. */
  readonly freePassed: { readonly in: number; readonly out: number };
}

export const PHASES = [
  'idle',
  'committing',
  'granted',
  'passing',
  'forced',
  'held',
  'evacuation',
  'out_of_service',
] as const;
export type Phase = (typeof PHASES)[number];

/** What happens to a lane. `at` is monotonic milliseconds. */
export type LaneInput =
  | { readonly kind: 'grant'; readonly grant: Grant; readonly at: number }
  | { readonly kind: 'committed'; readonly through: number; readonly at: number }
  | {
      readonly kind: 'begin';
      readonly direction: Direction | undefined;
      readonly at: number;
      readonly atBoth?: boolean;
      /** It came at any time since then: nothing was seen until it was. */
      readonly unseen?: number | undefined;
      /** It was there before anybody looked, or stood open as the lane is seen again: nobody knows who opened for it. */
      readonly found?: boolean;
    }
  /**
   * `crowded`: perhaps there was a second body, too close behind to be told apart. `crossed`: a body was at the near beam
   * before the far one was free; perhaps the same that was at the far one, and it came from there. `gapped`: that looks
   * just so, because before it nobody was at either beam. `sudden`: it was at both beams, and then at none.
   */
  | {
      readonly kind: 'complete';
      readonly direction: Direction | undefined;
      readonly at: number;
      readonly crowded?: boolean;
      readonly crossed?: boolean;
      readonly gapped?: boolean;
      readonly hasty?: boolean;
      readonly sudden?: boolean;
    }
  | { readonly kind: 'turnback'; readonly direction: Direction | undefined; readonly at: number }
  /** A body left the sensors in a way that does not say to which side. */
  | { readonly kind: 'unclear'; readonly direction: Direction | undefined; readonly at: number }
  /** Somewhere between `since` and `at` the sensors were not read for so long that a body may have come and gone. */
  | {
      readonly kind: 'blind';
      readonly since: number;
      readonly at: number;
      /** Since then a contact that sees bodies has come and gone. */
      readonly missed?: number | undefined;
    }
  /** The output of that direction is reported as released. */
  | { readonly kind: 'released'; readonly direction: Direction; readonly at: number }
  | { readonly kind: 'tick'; readonly at: number }
  /**
   * Modes are evaluated outside; a direction that is blocked now ends its grant. `changed`: a guard may
   * have freed a direction that was blocked before.
   */
  | { readonly kind: 'modes'; readonly changed: readonly Direction[]; readonly at: number }
  | { readonly kind: 'evacuate'; readonly on: boolean; readonly at: number }
  /** Devices of that direction are gone: what happens there can no longer be seen. */
  | { readonly kind: 'lost'; readonly direction: Direction; readonly at: number }
  | { readonly kind: 'service'; readonly service: Service; readonly at: number };

export type LaneInputKind = LaneInput['kind'];

/** What a lane is, and what its directions are set to at this moment. */
export interface LaneContext {
  readonly timing: Timing;
  readonly sensors: Sensors['kind'];
  readonly modes: Readonly<Record<Direction, DirectionMode>>;
}

/** An event as the lane knows it; the gate adds time, boot, building, list version. */
export interface LaneEventDraft {
  readonly kind: EventKind;
  readonly at: number;
  readonly direction?: Direction | undefined;
  readonly token?: string | undefined;
  readonly reason?: string | undefined;
  readonly grant?: string | undefined;
  readonly trace?: string | undefined;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

export type LaneEffect =
  /** `moved`: the event says that the holder of this grant has passed. */
  | { readonly kind: 'event'; readonly event: LaneEventDraft; readonly moved?: Grant }
  /** The grant is over, used or not. */
  | { readonly kind: 'ended'; readonly grant: Grant; readonly used: boolean; readonly at: number }
  | { readonly kind: 'opened'; readonly grant: Grant; readonly slow: boolean; readonly at: number }
  | { readonly kind: 'siren'; readonly at: number }
  /** Whoever stands there is asked to tap again. */
  | { readonly kind: 'unseen'; readonly direction: Direction; readonly at: number }
  /** Bodies may have passed unrecorded: it goes before the event that says so, and is written with it. */
  | { readonly kind: 'doubt'; readonly at: number }
  | { readonly kind: 'alarm'; readonly code: 'lane_no_movement'; readonly on: boolean; readonly at: number };

export interface LaneStep {
  readonly state: LaneState;
  readonly effects: readonly LaneEffect[];
}

export const NEW_LANE: LaneState = {
  committing: undefined,
  open: undefined,
  next: undefined,
  claims: [],
  body: undefined,
  held: undefined,
  forced: undefined,
  tail: undefined,
  evacuation: false,
  service: 'in',
  idleGrants: 0,
  unused: undefined,
  durable: 0,
  freePassed: { in: 0, out: 0 },
};
