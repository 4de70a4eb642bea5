import { setTimeout as sleep } from 'node:timers/promises';
import type { JournalEvent } from '@vratar/protocol/messages';
import { GateClient } from '../../../edge-agent/src/socket/gate-client.ts';
import { paths } from '../../src/demo/layout.ts';
import { until } from '../../testing/until.ts';
import type { TestSystem } from './test-system.ts';

/** After which a child who was neither refused nor came in, nor gave up, is an error. */
const WITHIN_MS = 60_000;
const BETWEEN_MS = 300;

/** Children who come in one after the other on every lane, and what the gate made of them. */
export class Crowd {
  /** Codes of the taps that were not granted. */
  readonly refused: string[] = [];
  /** Passages completed. */
  entered = 0;
  readonly #system: TestSystem;
  readonly #lanes: readonly string[];
  /** By lane: the child there is done. */
  readonly #done = new Map<string, () => void>();
  #next = 0;
  #walking: Promise<void> = Promise.resolve();
  #failure: unknown;
  #going = false;
  #gate: GateClient | undefined;

  constructor(system: TestSystem, lanes: readonly string[]) {
    this.#system = system;
    this.#lanes = lanes;
  }

  /** What goes wrong on the way is thrown by `more` and `stop`. */
  start(): void {
    this.#going = true;
    this.#walking = this.#walk().catch((error: unknown) => {
      this.#failure ??= error;
      this.#going = false;
    });
  }

  /** Resolves when so many more have gone through. */
  async more(count: number): Promise<void> {
    const goal = this.entered + count;
    const goneThrough = async () => this.#failure !== undefined || this.entered >= goal;
    await until(`${count} more children are in`, goneThrough, 2 * WITHIN_MS);
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Resolves when nobody is on the way any more. */
  async stop(): Promise<void> {
    this.#going = false;
    await this.#walking;
    await this.#gate?.close();
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #walk(): Promise<void> {
    this.#gate = await GateClient.connect(paths(this.#system.folder).gateSockets, 'tool', 'crowd');
    await this.#gate.subscribe(['event'], (_topic, body) =>
      this.#saw((body as { event: JournalEvent }).event),
    );
    const cards = this.#system.cards('issued');
    await Promise.all(this.#lanes.map((lane) => this.#queue(lane, cards)));
  }

  async #queue(lane: string, cards: readonly { readonly uid: string }[]): Promise<void> {
    while (this.#going) {
      const card = cards[this.#next++];
      if (card === undefined) throw new Error(`${lane}: all ${cards.length} children have come in`);
      const child = `child-${this.#next}`;
      const { promise: done, resolve } = Promise.withResolvers<void>();
      this.#done.set(lane, resolve);
      await this.#system.board.enter(lane, card.uid, child);
      const late = sleep(WITHIN_MS, 'late', { ref: false });
      if ((await Promise.race([done, late])) === 'late')
        throw new Error(`${lane}: nothing was heard of ${child} within ${WITHIN_MS / 1000} s`);
      await sleep(BETWEEN_MS);
    }
  }

  /**
   * On a slow machine a child gives up, and the gate takes its grant back: the next one comes. Or the gate did not look for
   * so long that it cannot say who has passed: that doubt refuses nobody.
   */
  #saw({ kind, lane, reason }: JournalEvent): void {
    if (kind === 'denied' && reason === 'passage_unclear') return;
    if (kind === 'denied') this.refused.push(`${lane}: ${reason}`);
    else if (kind === 'passage') this.entered += 1;
    else if (kind !== 'passage_timeout') return;
    this.#done.get(lane ?? '')?.();
  }
}
