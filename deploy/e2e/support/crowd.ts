import type { JournalEvent } from '@vratar/protocol/messages';
import { GateClient } from '../../../edge-agent/src/socket/gate-client.ts';
import { paths } from '../../src/demo/layout.ts';
import type { TestSystem } from './test-system.ts';
import { until } from './until.ts';

/** Children who come in one after the other on every lane, and what the gate made of them. */
export class Crowd {
  /** Codes of the taps that were not granted. */
  readonly refused: string[] = [];
  /** Passages completed. */
  entered = 0;
  readonly #system: TestSystem;
  readonly #lanes: readonly string[];
  readonly #passed = new Map<string, () => void>();
  #next = 0;
  #walking: Promise<unknown> = Promise.resolve();
  #going = false;
  #gate: GateClient | undefined;

  constructor(system: TestSystem, lanes: readonly string[]) {
    this.#system = system;
    this.#lanes = lanes;
  }

  start(): void {
    this.#going = true;
    this.#walking = this.#walk();
  }

  /** Resolves when so many more have gone through. */
  async more(count: number): Promise<void> {
    const goal = this.entered + count;
    await until(`${count} more children are in`, async () => this.entered >= goal, 60_000);
  }

  /** Resolves when nobody is on the way any more. */
  async stop(): Promise<void> {
    this.#going = false;
    await this.#walking;
    await this.#gate?.close();
  }

  async #walk(): Promise<void> {
    this.#gate = await GateClient.connect(paths(this.#system.folder).gateSockets, 'tool', 'crowd');
    await this.#gate.subscribe(['event'], (_topic, body) =>
      this.#saw((body as { event: JournalEvent }).event),
    );
    await Promise.all(this.#lanes.map((lane) => this.#queue(lane)));
  }

  async #queue(lane: string): Promise<void> {
    const cards = this.#system.cards('issued');
    while (this.#going && this.#next < cards.length) {
      const card = cards[this.#next++]!;
      const passed = new Promise<void>((done) => this.#passed.set(lane, done));
      await this.#system.board.enter(lane, card.uid, `child-${this.#next}`);
      await passed;
    }
  }

  #saw({ kind, lane, reason }: JournalEvent): void {
    if (kind === 'denied') this.refused.push(`${lane}: ${reason}`);
    else if (kind === 'passage') this.entered += 1;
    else return;
    this.#passed.get(lane ?? '')?.();
  }
}
