import type { Registered } from './group/store-group.ts';
import { weightOf } from './messages/incoming.ts';

export interface QueueLimits {
  /** Bytes of event lines that may wait; more are dropped, and their gateways send them again. */
  readonly bytes: number;
  /** Messages of one gateway that may wait: it has one in flight, and a few repeated ones. */
  readonly perGateway: number;
  /** Messages and events of one group. */
  readonly groupMessages: number;
  readonly groupEvents: number;
}

export const QUEUE_LIMITS: QueueLimits = {
  bytes: 64 * 1024 * 1024,
  perGateway: 4,
  groupMessages: 512,
  groupEvents: 8_000,
};

const bytesOf = ({ message }: Registered): number => (message.kind === 'batch' ? message.body.length : 200);

/** What has arrived and is not committed: bounded, fair between gateways, in order within each. */
export class Queue {
  readonly #limits: QueueLimits;
  readonly #waiting = new Map<string, Registered[]>();
  #bytes = 0;
  #wake: PromiseWithResolvers<void> | undefined;

  constructor(limits: QueueLimits = QUEUE_LIMITS) {
    this.#limits = limits;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** @returns what stands against it, or undefined when it is taken */
  offer(registered: Registered): 'overloaded' | 'gateway_floods' | undefined {
    const { gateway } = registered.message;
    const bytes = bytesOf(registered);
    if (this.#bytes + bytes > this.#limits.bytes) return 'overloaded';
    const mine = this.#waiting.get(gateway);
    if (mine === undefined) this.#waiting.set(gateway, [registered]);
    else if (mine.length >= this.#limits.perGateway) return 'gateway_floods';
    else mine.push(registered);
    this.#bytes += bytes;
    this.wake();
    return undefined;
  }

  /** Resolves when there may be something to take; several may wait, and the first of them takes it. */
  async ready(): Promise<void> {
    if (this.#waiting.size > 0) return;
    this.#wake ??= Promise.withResolvers<void>();
    await this.#wake.promise;
  }

  wake(): void {
    this.#wake?.resolve();
    this.#wake = undefined;
  }

  /** Takes at most one message of each gateway; a gateway with more goes to the end of the line. */
  take(): Registered[] {
    const group: Registered[] = [];
    let events = 0;
    for (const [gateway, mine] of this.#waiting) {
      if (group.length >= this.#limits.groupMessages || events >= this.#limits.groupEvents) break;
      if (group.some(({ message }) => message.gateway === gateway)) break;
      const registered = mine.shift()!;
      this.#waiting.delete(gateway);
      if (mine.length > 0) this.#waiting.set(gateway, mine);
      this.#bytes -= bytesOf(registered);
      events += weightOf(registered.message);
      group.push(registered);
    }
    return group;
  }
}
