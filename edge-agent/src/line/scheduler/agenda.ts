import type { DeviceWish } from '../contract.ts';
import type { Duties } from './duties.ts';
import type { Request } from './parts/request.ts';
import type { Unanswered } from './parts/unanswered.ts';
import type { Presence } from './presence.ts';
import type { Standing } from './standing.ts';

export interface AgendaParts {
  readonly presence: Presence;
  readonly unanswered: Unanswered;
  readonly duties: Duties;
  readonly standing: Standing;
  readonly poll: Request;
  /** What the gate wants of this PD now. */
  readonly wish: (now: number) => DeviceWish;
}

/** Part of the period of its inputs that a meeting may take: two handshakes at 9,600 baud. */
const MEETING_SHARE = 0.4;

/** What one PD is to be sent next, by the occasion that the line has for it. */
export class Agenda {
  readonly #parts: AgendaParts;
  #fire = false;

  constructor(parts: AgendaParts) {
    this.#parts = parts;
  }

  /** A fire latch held its outputs released when its wish was last asked for. */
  get fire(): boolean {
    return this.#fire;
  }

  /** What the gate wants of this PD now. */
  wish(now: number): DeviceWish {
    const wish = this.#parts.wish(now);
    this.#fire = wish.fire;
    return wish;
  }

  /** Moment from which there may be something to send beside regular turns. */
  get nextDueAt(): number {
    const { presence, unanswered } = this.#parts;
    return Math.max(presence.nextTryAt(this.#fire), unanswered.notBefore);
  }

  /** Length of what waits for its answer and is sent again; 0 when nothing does. */
  get unansweredBytes(): number {
    return this.#parts.unanswered.bytes?.length ?? 0;
  }

  /**
   * Moment by which its inputs are to be read, where the configuration says how often and it can be asked now: also of
   * one that is not trusted, since it may raise an alarm (I10), and not of one that knows no such command.
   */
  get readBy(): number | undefined {
    const { standing, presence, duties } = this.#parts;
    const asked = standing.phase === 'online' || standing.phase === 'untrusted';
    if (!asked || presence.silent || this.#mustRepeat) return undefined;
    const at = duties.status.inputsDueAt;
    return standing.config.inputsEveryMs !== undefined && Number.isFinite(at) ? at : undefined;
  }

  /** OUT, when an output is not what the gate wants now. */
  urgent(now: number): Request | undefined {
    const { standing, presence, duties } = this.#parts;
    const wish = this.wish(now);
    if (this.#mustRepeat || presence.silent || standing.phase === 'meeting') return undefined;
    return standing.phase === 'online' || wish.fire ? duties.outputs.out(wish, now) : undefined;
  }

  /** The POLL of a regular turn, or what has to be repeated first. */
  poll(now: number): Request | undefined {
    const { unanswered, poll } = this.#parts;
    return unanswered.request === undefined ? poll : this.repetition(now);
  }

  /** What was not answered and may go out again now. */
  repetition(now: number): Request | undefined {
    const { unanswered } = this.#parts;
    return now < unanswered.notBefore ? undefined : unanswered.request;
  }

  /** ISTAT, when nothing has to be repeated first. */
  readInputs(): Request | undefined {
    return this.#mustRepeat ? undefined : this.#parts.duties.status.readInputs();
  }

  /** The line is under a fire latch, and this PD is owed no release. */
  yieldToFire(now: number): void {
    if (this.#mustRepeat) return;
    this.#parts.duties.tasks.yieldToFire();
    this.#parts.standing.yieldToFire(now);
  }

  /** What a PD with regular turns is to be sent beside its POLLs. */
  extra(now: number): Request | undefined {
    const { standing, duties } = this.#parts;
    if (this.#mustRepeat) return undefined;
    const wish = this.wish(now);
    if (!wish.fire) standing.renewIfOld(now);
    const readsInputs = standing.config.inputsEveryMs === undefined;
    return standing.phase === 'online' ? duties.next(wish, now, readsInputs) : undefined;
  }

  /** Lamp, sound or text for whoever stands before it. */
  answer(now: number): Request | undefined {
    const { standing, duties } = this.#parts;
    if (this.#mustRepeat || standing.phase !== 'online') return undefined;
    return duties.answer(this.wish(now), now);
  }

  /** What a PD without regular turns is to be sent: a probe, a step of the meeting, or what it may do untrusted. */
  outside(now: number): Request | undefined {
    const { standing, duties, unanswered } = this.#parts;
    if (now < this.nextDueAt) return undefined;
    if (unanswered.request !== undefined) return unanswered.request;
    if (this.#fire) standing.yieldToFire(now);
    // Under a fire latch a session over which releases go is worth more than a better one.
    if (standing.mayRetry(now) && !this.wish(now).fire) {
      if (!this.#isReadFresh(now)) return this.readInputs();
      standing.meet();
    }
    return standing.next() ?? duties.guarded(this.wish(now), now);
  }

  /** Only what was not answered may be sent. */
  get #mustRepeat(): boolean {
    return this.#parts.unanswered.request !== undefined;
  }

  /** A meeting during which its inputs are not read may begin without their being read late. */
  #isReadFresh(now: number): boolean {
    const { readBy } = this;
    return readBy === undefined || now <= readBy - this.#parts.standing.config.inputsEveryMs! * MEETING_SHARE;
  }
}
