import type { AllowListEntry, CredentialKind, PassbackRule } from '@vratar/protocol/lists';
import type { RefusalCode } from '@vratar/protocol/refusals';
import type { DayPlan, DirectionMode } from '../schedule/calendar.ts';
import type { Direction } from '../schedule/lookup.ts';

/** What a rule found. */
export interface DecisionStep {
  /** Stable name of the rule. */
  readonly rule: string;
  readonly result: 'pass' | 'flag' | 'refuse' | 'skip';
  /** What it looked at, in words for `why`. */
  readonly saw: string;
}

export interface Decision {
  readonly granted: boolean;
  /** `granted`, or the refusal. */
  readonly code: 'granted' | RefusalCode;
  /** What was let pass and must be looked at, such as `passback`. */
  readonly flags: readonly string[];
  readonly steps: readonly DecisionStep[];
}

/** Where the gate last saw the holder, on one side of a zone. */
export interface Place {
  readonly side: Direction;
  readonly lane: string;
  /** Milliseconds since that passage. */
  readonly agoMs: number;
  /** Since then a body could pass unrecorded, or nobody knows how long ago it was: the place is no proof any more. */
  readonly doubtful: boolean;
}

/** Everything a decision looks at, resolved before it. */
export interface DecisionInput {
  readonly direction: Direction;
  readonly utc: number;
  /** False: the clock is known to be wrong (it is behind the list's own date), so hours and dates prove nothing. */
  readonly timeTrusted: boolean;
  /** Upper bound of the read's age, ms; infinite when nothing bounds it (I9). */
  readonly readAgeMs: number;
  readonly reading: 'token' | 'phone_random_uid' | 'card_unreadable';
  readonly token: string;
  readonly listVersion: number | undefined;
  readonly entry: AllowListEntry | undefined;
  readonly plan: DayPlan;
  readonly schools: ReadonlySet<string>;
  readonly lane: LaneFacts;
  readonly passback: PassbackFacts;
  /** Others inside the zone that the lane leads into, or on their way in. */
  readonly inside: number;
  readonly maxInside: number | undefined;
  /** Completed entries and entries under way with this credential. */
  readonly usedEntries: number;
  readonly second: SecondCardFacts | undefined;
}

export interface LaneFacts {
  readonly id: string;
  readonly mode: DirectionMode;
  readonly lockdown: boolean;
  readonly inService: boolean;
  /** Whether the lane can take one more grant now. */
  readonly ready: boolean;
}

export interface PassbackFacts {
  readonly rule: PassbackRule;
  readonly place: Place | undefined;
  /** A grant of the same holder, in the same direction, is open on this lane or another of the zone. */
  readonly openGrant: string | undefined;
}

/** The lane asks for two cards. */
export interface SecondCardFacts {
  /** First cards that need another; undefined: all. */
  readonly kinds: readonly CredentialKind[] | undefined;
  /** The card that waits for its second. */
  readonly first: { readonly holder: string } | undefined;
}

/** Who a credential stands for in anti-passback. */
export const holderOf = (entry: AllowListEntry): string => entry.holder ?? holdingOf(entry);

/** What its entries are counted by: a token is another under another key of the site. */
export const holdingOf = (entry: AllowListEntry): string => entry.holding ?? entry.token;

/** What its entries are counted by, where they are counted. */
export const countedBy = (entry: AllowListEntry): string | undefined =>
  entry.uses === undefined ? undefined : holdingOf(entry);

/** What may be told of it: a family that refused the processing of data is not followed by its card either (D9). */
export const tokenToTell = (entry: AllowListEntry): string | undefined =>
  entry.kind === 'pass_only' ? undefined : entry.token;
