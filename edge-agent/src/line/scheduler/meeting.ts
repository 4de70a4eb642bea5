import type { Reply } from '@vratar/protocol/osdp';
import { type Request, request } from './parts/request.ts';

export type PdIdentity = Omit<Extract<Reply, { kind: 'PDID' }>, 'kind'>;

type Step = 'hello' | 'identify' | 'challenge' | 'scrypt';

/** How a session comes about. Some PDs do not answer ID before they saw a POLL, so POLL is the first of all. */
const PLANS = {
  clear: ['hello', 'identify'],
  secure: ['hello', 'identify', 'challenge', 'scrypt'],
  /** Is it the key, or the device? Asked of a PD that refused the site's key. */
  diagnosis: ['hello', 'challenge', 'scrypt'],
  /** For a session that has become old. */
  renewal: ['challenge', 'scrypt'],
} as const satisfies Record<string, readonly Step[]>;

export type Plan = keyof typeof PLANS;

export interface MeetingOutcome {
  readonly identified: (identity: PdIdentity) => void;
  /** All steps were answered. */
  readonly met: (at: number) => void;
  /** NAK to a step of the handshake. */
  readonly refused: (error: number, at: number) => void;
}

/** Getting acquainted with a PD: which step comes next. */
export class Meeting {
  readonly #outcome: MeetingOutcome;
  #plan: Plan;
  #at = 0;

  constructor(plan: Plan, outcome: MeetingOutcome) {
    this.#plan = plan;
    this.#outcome = outcome;
  }

  get plan(): Plan {
    return this.#plan;
  }

  /** Nothing was answered yet: what is sent is a probe. */
  get begun(): boolean {
    return this.#at > 0;
  }

  restart(plan: Plan): void {
    this.#plan = plan;
    this.#at = 0;
  }

  next(): Request {
    const step = PLANS[this.#plan][this.#at]!;
    const done = (_reply: Reply, at: number) => this.#advance(at);
    const refused = (error: number, at: number) => this.#outcome.refused(error, at);
    if (step === 'challenge' || step === 'scrypt') return { message: step, accept: done, refuse: refused };
    // A PD that wants a secure channel first refuses these two, and is alive all the same.
    const anyway = (_error: number, at: number) => this.#advance(at);
    return step === 'hello'
      ? request({ kind: 'POLL' }, done, this.#plan === 'clear' ? refused : anyway)
      : request({ kind: 'ID', form: 0 }, (reply, at) => this.#identified(reply, at), anyway);
  }

  #identified(reply: Reply, at: number): void {
    if (reply.kind === 'PDID') this.#outcome.identified(reply);
    this.#advance(at);
  }

  #advance(at: number): void {
    this.#at += 1;
    if (this.#at >= PLANS[this.#plan].length) this.#outcome.met(at);
  }
}
