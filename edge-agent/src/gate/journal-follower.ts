import type { GateClock } from '../clock/gate-clock.ts';
import type { AccessList } from '../core/index.ts';
import type { Durable } from '../journal/next-event.ts';
import type { KeyRing } from '../keys/index.ts';
import type { Push, Topic } from '../socket/schema.ts';
import type { Reopened, StoreAlarm, Written } from '../store/messages.ts';
import { StageTimes } from '../trace/stage-times.ts';
import type { TraceRing } from '../trace/trace-ring.ts';
import type { JournalFeed } from './journal-feed.ts';
import { tellKeyAlarms } from './key-alarms.ts';
import { holes } from './opening-events.ts';
import type { PendingAnswers } from './pending-answers.ts';
import type { Runtime } from './runtime.ts';
import type { StoreFollower } from './store-link.ts';

export interface FollowerParts {
  readonly runtime: Runtime;
  readonly feed: JournalFeed;
  readonly traces: TraceRing;
  readonly clock: GateClock;
  readonly answers: PendingAnswers;
  readonly keys: KeyRing;
  /** To everybody who listens at the socket. */
  readonly push: <T extends Topic>(topic: T, body: Push<T>) => void;
  /** Gives the socket's thread a channel to the new store. */
  readonly reconnect: () => void;
}

/** Somebody must look, and events become durable all the same. */
const TOLD_ONLY = new Set<StoreAlarm['alarm']['code']>([
  'journal_damaged',
  'journal_restored',
  'mark_failing',
]);

/** Tells the core, the traces and the watchers what the store has done. */
export class JournalFollower implements StoreFollower {
  readonly commits = new StageTimes();
  readonly #parts: FollowerParts;
  #position: Written['written']['position'] | undefined;
  #listVersion: number | undefined;
  readonly #failing = new Set<string>();

  constructor(
    parts: FollowerParts,
    position: Written['written']['position'] | undefined,
    list: number | undefined,
  ) {
    this.#parts = parts;
    this.#listVersion = list;
    this.#position = position;
  }

  get position(): Written['written']['position'] | undefined {
    return this.#position;
  }

  /** Whether the disk keeps events from becoming durable now. */
  get failing(): boolean {
    return this.#failing.size > 0;
  }

  written({ through, events, position, ms }: Written['written']): void {
    const { runtime, feed, clock, answers } = this.#parts;
    this.#position = position;
    this.commits.add('commit', ms);
    feed.written(through, clock.now().mono);
    runtime.run((core, now) => core.committed(through, now));
    answers.durable(through);
    feed.pump(clock.now().mono);
    this.#show(events);
  }

  /** The cloud holds everything through this event. Writes bring the whole position; between them only this moves. */
  acknowledged(through: number): void {
    if (this.#position !== undefined) this.#position = { ...this.#position, acked: through };
  }

  alarm({ code, on, data }: StoreAlarm['alarm']): void {
    if (!on) this.#failing.delete(code);
    else if (!TOLD_ONLY.has(code)) this.#failing.add(code);
    this.#parts.runtime.run((core, now) => core.alarm(code, 'journal', on, now, data));
  }

  opened({ opening, rows, position }: Reopened['opened']): void {
    const { runtime } = this.#parts;
    this.#position = position;
    runtime.run((core, now) => core.recall(rows, now));
    for (const event of holes(opening)) runtime.run((core, now) => core.record(event, now));
  }

  list(list: AccessList): void {
    const { runtime, keys } = this.#parts;
    if (list.version === this.#listVersion) return;
    this.#listVersion = list.version;
    // In one breath: no tap may be known under the keys of one list and looked up in another.
    keys.follow(list.policy.cardKeys);
    runtime.run((core, now) => core.setList(list, now));
    tellKeyAlarms(runtime, keys);
    runtime.run((core, now) =>
      core.record({ kind: 'list_applied', list: list.version, data: { entries: list.size } }, now),
    );
  }

  replaced(): void {
    const { feed, clock, reconnect } = this.#parts;
    feed.restart(clock.now().mono);
    reconnect();
  }

  /** Only what is durable is shown. */
  #show(events: readonly Durable[]): void {
    const { push, traces } = this.#parts;
    const position = this.#position!;
    for (const { seq, hash, line } of events) {
      const event = JSON.parse(line);
      if (event.trace !== undefined) traces.durable(event.trace, seq);
      push('event', { epoch: position.epoch, hash, line, event });
    }
    if (events.length > 0) push('position', position);
  }
}
