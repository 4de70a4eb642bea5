import { CHAIN_START, chainHash, JournalEvent } from '@vratar/protocol/messages';
import { Value } from 'typebox/value';
import type { Clock } from '../../../firmware-sim/src/time/index.ts';
import type { JournalDisk } from './journal-disk.ts';

export interface CloudEvent {
  readonly seq: number;
  readonly event: JournalEvent;
  readonly receivedAt: number;
}

const EVERY_MS = 300;
const WAY_MS = 40;
const BATCH = 50;

/** What the cloud holds of one gateway, and the link that brings it there. Whatever does not fit is a violation. */
export class Cloud {
  readonly events: CloudEvent[] = [];
  readonly #clock: Clock;
  readonly #disk: JournalDisk;
  readonly #utcBase: number;
  readonly #complain: (what: string) => void;
  #head = CHAIN_START;
  online = true;

  constructor(clock: Clock, disk: JournalDisk, utcBase: number, complain: (what: string) => void) {
    this.#clock = clock;
    this.#disk = disk;
    this.#utcBase = utcBase;
    this.#complain = complain;
  }

  /** Starts to fetch, and to prune what is acknowledged, for ever. */
  start(): void {
    this.#clock.at(this.#clock.now() + EVERY_MS, () => {
      if (this.online) this.#fetch();
      // Next to no retention: whatever may go, goes at once.
      this.#disk.journal.prune(this.#disk.journal.position.last - 1, 20);
      this.start();
    });
  }

  /** Everything durable has arrived. */
  get complete(): boolean {
    return this.events.length === this.#disk.journal.position.last;
  }

  #fetch(): void {
    const { journal } = this.#disk;
    const after = this.events.length;
    const { first, last, epoch } = journal.position;
    if (after + 1 < first) {
      this.#complain(`I5 event ${after + 1} was pruned before the cloud had it (first kept: ${first})`);
      return;
    }
    if (last <= after) return;
    const { lines } = journal.read(epoch, after, BATCH, 1 << 20);
    for (const line of lines) this.#store(line);
    if (lines.length === 0) return;
    const [through, hash] = [this.events.length, this.#head];
    this.#clock.at(this.#clock.now() + WAY_MS, () => {
      if (!this.online) return;
      try {
        this.#disk.journal.ack(epoch, through, hash);
      } catch (error) {
        this.#complain(`I5 the gate does not know event ${through} that the cloud acknowledged: ${error}`);
      }
    });
  }

  #store(line: string): void {
    const event = JSON.parse(line) as JournalEvent;
    if (!Value.Check(JournalEvent, event)) this.#complain(`not an event: ${line}`);
    if (event.seq !== this.events.length + 1)
      this.#complain(`I5 event ${event.seq} came after ${this.events.length}`);
    this.#head = chainHash(this.#head, line);
    if (this.#disk.journal.hashAt(event.seq) !== this.#head)
      this.#complain(`I5 event ${event.seq} has another hash`);
    this.events.push({ seq: event.seq, event, receivedAt: this.#utcBase + this.#clock.now() });
  }
}
