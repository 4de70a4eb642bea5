import type { Reply } from '@vratar/protocol/osdp';
import type { DeviceWish } from '../contract.ts';
import { Lamps } from './parts/lamps.ts';
import { Outputs } from './parts/outputs.ts';
import { type Request, request } from './parts/request.ts';
import { Signals } from './parts/signals.ts';
import { StatusReads } from './parts/status-reads.ts';
import { type TaskResult, Tasks } from './parts/tasks.ts';

export type Capability = Extract<Reply, { kind: 'PDCAP' }>['capabilities'][number];

/** Everything beside POLL that a PD in session is to be sent. */
export class Duties {
  readonly outputs: Outputs;
  readonly status = new StatusReads();
  readonly tasks: Tasks;
  readonly #lamps = new Lamps();
  readonly #signals = new Signals();
  /** In turn while several are wanted: none waits for ever behind another. */
  readonly #kinds: readonly ((wish: DeviceWish, now: number) => Request | undefined)[] = [
    (wish, now) => this.#lamps.next(wish.leds, now),
    (wish) => this.#signals.sound(wish),
    (wish) => this.#signals.text(wish),
    () => this.tasks.next(),
    (wish, now) => this.outputs.readBack(wish, now),
    (_wish, now) => this.status.local(now),
    () => this.#askCapabilities(),
  ];
  #at = 0;
  #capabilities: readonly Capability[] | undefined;
  #capabilitiesAsked = false;

  constructor(onOutRefused: (refused: boolean, at: number) => void, onResult: (result: TaskResult) => void) {
    this.outputs = new Outputs(onOutRefused);
    this.tasks = new Tasks(onResult);
  }

  /** As the PD reported them; undefined before it did. */
  get capabilities(): readonly Capability[] | undefined {
    return this.#capabilities;
  }

  /** A new session: the PD may have forgotten everything. */
  reset(inputsEveryMs: number): void {
    this.outputs.reset();
    this.status.reset(inputsEveryMs);
    this.#lamps.reset();
    this.#capabilitiesAsked = false;
  }

  /**
   * What a trusted PD is to be sent beside OUT.
   * @param readsInputs false: somebody else sees to it that its inputs are read in time
   */
  next(wish: DeviceWish, now: number, readsInputs: boolean): Request | undefined {
    const first = readsInputs ? this.guarded(wish, now) : this.outputs.proof(wish, now);
    if (first !== undefined) return first;
    for (let step = 0; step < this.#kinds.length; step += 1) {
      const at = (this.#at + step) % this.#kinds.length;
      const request = this.#kinds[at]!(wish, now);
      if (request === undefined) continue;
      this.#at = (at + 1) % this.#kinds.length;
      return request;
    }
    this.#at = 0;
    return undefined;
  }

  /** What somebody who stands before a trusted PD waits for. */
  answer(wish: DeviceWish, now: number): Request | undefined {
    return this.#lamps.next(wish.leds, now) ?? this.#signals.sound(wish) ?? this.#signals.text(wish);
  }

  /** What even a PD that is not trusted is asked: the proof of a release, and its inputs, which may raise an alarm. */
  guarded(wish: DeviceWish, now: number): Request | undefined {
    return this.outputs.proof(wish, now) ?? this.status.inputs(now);
  }

  #askCapabilities(): Request | undefined {
    if (this.#capabilitiesAsked) return undefined;
    const done = () => {
      this.#capabilitiesAsked = true;
    };
    return request(
      { kind: 'CAP', form: 0 },
      (reply) => {
        done();
        if (reply.kind === 'PDCAP') this.#capabilities = reply.capabilities;
      },
      done,
    );
  }
}
