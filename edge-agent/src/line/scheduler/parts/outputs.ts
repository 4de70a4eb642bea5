import type { OutputControl } from '@vratar/protocol/osdp';
import type { DeviceWish, OutputWish } from '../../contract.ts';
import { type Request, request } from './request.ts';

interface OutputRecord {
  readonly output: number;
  readonly control: OutputControl;
  readonly timerTenths: number;
}

const TENTH_MS = 100;
const LONGEST_TENTHS = 0xffff;
/** Under a fire latch a PD's outputs are read back this often; a read that differs is followed by the release again. */
const CONFIRM_EVERY_MS = 1000;
/** A PD that does not do what it acknowledged is told again no faster than this. */
const REPEAT_EVERY_MS = 1000;
const FIRE_REPEAT_EVERY_MS = 100;

/**
 * The outputs of one PD: compares what the gate wants now with what the PD acknowledged in this session. Nothing is
 * queued; each OUT is made of the wish at the moment of sending.
 */
export class Outputs {
  readonly #acknowledged = new Map<number, OutputWish>();
  /** Last timed wish that the PD acknowledged, by output. Survives sessions: a grant is given once. */
  readonly #given = new Map<number, number>();
  readonly #onRefused: (refused: boolean, at: number) => void;
  #notBefore = 0;
  #readBackAt: number | undefined;
  #confirmedAt: number | undefined;

  /** `onRefused` hears that the PD refuses (true) or takes (false) OUT. */
  constructor(onRefused: (refused: boolean, at: number) => void) {
    this.#onRefused = onRefused;
  }

  /** The PD may have forgotten everything: steady states are asserted again. */
  reset(): void {
    this.#acknowledged.clear();
    this.#notBefore = 0;
    this.#readBackAt = undefined;
    this.#confirmedAt = undefined;
  }

  /** OUT for all that differs, undefined when nothing does. */
  out(wish: DeviceWish, now: number): Request | undefined {
    if (now < this.#notBefore) return undefined;
    const due = wish.outputs.filter((output) => this.#differs(output, now));
    if (due.length === 0) return undefined;
    return request(
      { kind: 'OUT', outputs: due.map((output) => record(output, now)) },
      (_reply, at) => this.#taken(due, at),
      (_error, at) => {
        this.#notBefore = at + REPEAT_EVERY_MS;
        this.#onRefused(true, at);
      },
    );
  }

  /** OSTAT when a release waits for its proof. */
  proof(wish: DeviceWish, now: number): Request | undefined {
    if (!wish.fire || wish.outputs.length === 0) return undefined;
    if (!wish.outputs.every((output) => this.#isAcknowledged(output))) return undefined;
    if (this.#confirmedAt !== undefined && now - this.#confirmedAt < CONFIRM_EVERY_MS) return undefined;
    return now < this.#notBefore ? undefined : this.#ostat(wish);
  }

  /** OSTAT after an OUT that the PD only acknowledged. */
  readBack(wish: DeviceWish, now: number): Request | undefined {
    return this.#readBackAt === undefined || now < this.#readBackAt ? undefined : this.#ostat(wish);
  }

  /** Output status that came, asked for or not. */
  take(on: readonly boolean[], wish: DeviceWish, at: number): void {
    this.#readBackAt = undefined;
    const wrong = wish.outputs.filter((output) => this.#contradicts(output, on));
    for (const output of wrong) this.#acknowledged.delete(output.output);
    if (wrong.length > 0) this.#notBefore = at + (wish.fire ? FIRE_REPEAT_EVERY_MS : REPEAT_EVERY_MS);
    this.#confirmedAt =
      wrong.length === 0 && wish.outputs.every((output) => this.#isAcknowledged(output)) ? at : undefined;
  }

  #ostat(wish: DeviceWish): Request {
    return request(
      { kind: 'OSTAT' },
      (reply, at) => {
        if (reply.kind !== 'OSTATR') this.#withoutStatus(wish, at);
      },
      (_error, at) => this.#withoutStatus(wish, at),
    );
  }

  /** A PD that reports no outputs gives no proof: under a fire latch it is told again and again. */
  #withoutStatus(wish: DeviceWish, at: number): void {
    this.#readBackAt = undefined;
    this.#notBefore = at + REPEAT_EVERY_MS;
    if (wish.fire) this.#acknowledged.clear();
  }

  #taken(outputs: readonly OutputWish[], at: number): void {
    for (const output of outputs) {
      this.#acknowledged.set(output.output, output);
      if (output.kind === 'timed') this.#given.set(output.output, output.id);
    }
    this.#readBackAt = at;
    this.#confirmedAt = undefined;
    this.#onRefused(false, at);
  }

  #differs(wish: OutputWish, now: number): boolean {
    if (wish.kind === 'steady') return !this.#isAcknowledged(wish);
    return this.#given.get(wish.output) !== wish.id && wish.untilMs - now >= TENTH_MS;
  }

  #isAcknowledged(wish: OutputWish): boolean {
    const last = this.#acknowledged.get(wish.output);
    if (wish.kind === 'timed') return last?.kind === 'timed' && last.id === wish.id;
    return last?.kind === 'steady' && last.energised === wish.energised;
  }

  /** Only a steady state can be contradicted: a timed one may have ended. */
  #contradicts(wish: OutputWish, on: readonly boolean[]): boolean {
    const found = on[wish.output];
    if (wish.kind !== 'steady' || !this.#isAcknowledged(wish)) return false;
    return found !== undefined && found !== wish.energised;
  }
}

function record(wish: OutputWish, now: number): OutputRecord {
  const { output, energised } = wish;
  if (wish.kind === 'steady') {
    return { output, control: energised ? 'onAbortTimer' : 'offAbortTimer', timerTenths: 0 };
  }
  const tenths = Math.min(LONGEST_TENTHS, Math.floor((wish.untilMs - now) / TENTH_MS));
  return { output, control: energised ? 'timedOn' : 'timedOff', timerTenths: tenths };
}
