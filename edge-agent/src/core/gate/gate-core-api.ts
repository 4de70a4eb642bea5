import type { EventDraft } from '@vratar/protocol/messages';
import type { LineEvent, WishSource } from '../../line/contract.ts';
import type { Command, CommandAnswer } from '../../socket/schema.ts';
import type { Site } from '../config/index.ts';
import type { Decision } from '../decision/types.ts';
import type { Moment } from '../moment.ts';
import type { AccessList } from '../ports.ts';
import type { StateRow } from '../state-rows.ts';
import type { CoreStatus } from './status.ts';
import type { Effects, PendingDraft } from './types.ts';

/** What only the shell knows of an event that it records; time, boot and list version are filled in. */
export type OwnEvent = Pick<EventDraft, 'kind'> & Partial<Omit<EventDraft, 'at' | 'boot' | 'mono' | 'clock'>>;

/** What the shell did about an order that is not the core's matter. */
export interface Handled {
  readonly refusal?: string;
  /** Journaled in the place of the order's own parameters. */
  readonly data: Readonly<Record<string, string | number>>;
}

/**
 * The gate without its sockets, files and timers. Every call is synchronous, takes microseconds, and says in its
 * `Effects` what the shell has to do. Times only enter with the call. Errors of programming throw; nothing that a
 * device, a person or a disk does can.
 */
export interface GateCore {
  /** Something happened on a line. Also GPIO contacts (line `gpio`) and PC/SC taps (line `pcsc`, kind `card`). */
  line(line: string, event: LineEvent, now: Moment): Effects;
  /** An order of a guard, the cloud or a tool; its syntax is already checked. Answer after draft `after` is durable. */
  command(
    command: Command,
    now: Moment,
    handled?: Handled,
  ): { readonly answer: CommandAnswer; readonly after: number; readonly effects: Effects };
  /** Whether an order is new and in time: what the shell has to do about it, it does before. */
  isDue(command: Command, now: Moment): boolean;
  /** A verified allow list takes the place of the old one at once. */
  setList(list: AccessList, now: Moment): Effects;
  /**
   * The site is another one from now on: devices, lanes and fire inputs are added, removed and changed; those that stay
   * the same go on as if nothing had happened. An error changes nothing.
   * @throws VratarError `reload_needs_restart`, `reload_zone_latched`, `reload_lane_busy`
   */
  rewire(site: Site, now: Moment): Effects;
  /** Whatever is due. Call it at `nextTick`, and at least once a second. */
  tick(now: Moment): Effects;
  /** Monotonic time at which `tick` is due at the latest. Ask again after every call. */
  nextTick(): number;

  /** Oldest drafts that are not handed out yet, at most `limit`; they count as handed out from now on. */
  takeDrafts(limit: number): readonly PendingDraft[];
  /** Everything up to draft `through` is durable. */
  committed(through: number, now: Moment): Effects;
  /** Rows of an earlier run that could not be read at the start: a fire that only the journal knows is one (I1). */
  recall(rows: readonly StateRow[], now: Moment): Effects;
  /** What was handed out and is not committed could not be written: `takeDrafts` hands it out again, in order. */
  returnDrafts(): void;
  /** An event of the shell's own (`power_up`, `alive`, `clock_step` …) joins the queue in order. */
  record(event: OwnEvent, now: Moment): Effects;
  /** A condition that the shell found (disk, socket, clock): journaled when it starts and when it ends. */
  alarm(code: string, subject: string, on: boolean, now: Moment, data?: Record<string, unknown>): Effects;

  /** What one device is to do now, fire applied last; ask at the moment of sending. Pure. */
  wishes(line: string): WishSource;
  status(now: Moment): CoreStatus;
  /** Whether the list in force has this token. */
  knows(token: string): boolean;
  /** Explains how a tap would be decided; changes nothing. @throws VratarError `lane_unknown` */
  why(
    query: {
      readonly token: string;
      readonly lane: string;
      readonly direction: 'in' | 'out';
      readonly utc: number;
    },
    now: Moment,
  ): Decision;
}
