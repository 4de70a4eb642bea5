import type { EventDraft } from '@vratar/protocol/messages';
import type { Site } from '../config/index.ts';
import type { FireLatch, LatchReading } from '../fire/latch.ts';
import type { Moment } from '../moment.ts';
import type { NextTrace, ReadCard } from '../ports.ts';
import type { StateChange, StateRow } from '../state-rows.ts';
import type { OwnEvent } from './gate-core-api.ts';

export interface GateOptions {
  readonly site: Site;
  /** Names this run of the machine, as in every event. */
  readonly boot: string;
  /** The moment of the start. */
  readonly now: Moment;
  readonly readCard: ReadCard;
  readonly nextTrace: NextTrace;
  /** What the latch files said at start; nothing may be sent to any device before. */
  readonly latch: LatchReading;
  /** Rows of an earlier run, all areas. */
  readonly rows: readonly StateRow[];
  /** What the shell found before: recorded ahead of everything else, `power_up` first. */
  readonly opening?: readonly OwnEvent[];
}

/** An event that waits for its commit, with the rows that change in the same transaction. */
export interface PendingDraft {
  /** Increasing by one from 1 in each run; order of commit. */
  readonly id: number;
  readonly draft: EventDraft;
  readonly changes: readonly StateChange[];
}

/** What a call changed, for the shell to act upon. Everything else is read from the core when it is needed. */
export interface Effects {
  /** Write this to the latch files at once and synced; nothing waits for it, and nothing goes before it. */
  readonly latch?: FireLatch;
  /** Devices whose wish may have changed, as `line` and `address`; the line asks for the wish when it may send. */
  readonly touched: readonly { readonly line: string; readonly address: number }[];
  /** There are drafts to commit. */
  readonly drafts: boolean;
  /** Lanes whose status changed. */
  readonly lanes: readonly string[];
  readonly alarms: readonly AlarmChange[];
  readonly stages: readonly StageTime[];
}

export interface AlarmChange {
  readonly code: string;
  /** A lane, line, device, zone or file; empty: the gateway itself. */
  readonly subject: string;
  readonly on: boolean;
  /** UTC ms. */
  readonly at: number;
}

/** One stage that a tap reached. */
export interface StageTime {
  readonly trace: string;
  readonly stage: 'read' | 'decided' | 'committed' | 'opened' | 'passage' | 'refused' | 'timed_out';
  /** Monotonic ms. */
  readonly at: number;
  readonly lane: string;
  readonly direction: 'in' | 'out';
  /** Stable code of the outcome: `granted` or a refusal; from `decided` on. */
  readonly code?: string;
}
