import { downTopic, parseUpTopic, type Up } from '@vratar/protocol/messages';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Bus } from '../broker/index.ts';
import { assertDurable, kyselyOver } from '../db/index.ts';
import { Committer } from './committer.ts';
import { FLOOD_LIMITS, FloodGuard } from './flood-guard.ts';
import { GatewayRegister, type RegisteredGateway } from './gateway-register.ts';
import type { Plan } from './group/plan.ts';
import type { GroupOutcome, Registered } from './group/store-group.ts';
import { readMessage } from './messages/read-message.ts';
import { Misconduct } from './misconduct.ts';
import { Queue } from './queue.ts';
import type { StoredHook } from './stored.ts';
import { Tally } from './tally.ts';

/** While one waits for the database the other prepares its group. */
const COMMITTERS = 2;

type JournalUp = 'hello' | 'events' | 'gone';
/** Messages that are not about the journal: presence, answers, lists, live alarms. */
export type OtherUp = Exclude<Up, JournalUp>;
export type OtherListener = (
  message: OtherUp,
  gateway: string,
  school: string,
  payload: Buffer,
  receivedAt: number,
) => void;

export interface IngestOptions {
  /** Connections of the role `ingest`. */
  readonly pool: Pool;
  readonly hooks: readonly StoredHook[];
  readonly log: Logger;
  /** Where it counts. */
  readonly tally?: Tally;
  readonly others?: OtherListener;
  /** False only where losing everything is agreed (tests on a server without fsync). */
  readonly requireDurable?: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Takes what gateways publish, stores it durably, and acknowledges it. */
export class Ingest {
  readonly tally: Tally;
  readonly #options: IngestOptions;
  readonly #register: GatewayRegister;
  readonly #queue = new Queue();
  readonly #floods = {
    journal: new FloodGuard(FLOOD_LIMITS.journal),
    other: new FloodGuard(FLOOD_LIMITS.other),
  };
  readonly #misconduct: Misconduct;
  readonly #committers: readonly Committer[];
  readonly #now: () => number;
  #bus: Bus | undefined;
  #running: Promise<unknown> | undefined;

  constructor(options: IngestOptions) {
    const { pool, hooks, log, tally = new Tally(), now = Date.now } = options;
    this.tally = tally;
    this.#options = options;
    this.#now = now;
    this.#register = new GatewayRegister(pool, () => performance.now());
    this.#misconduct = new Misconduct(pool, log, now);
    const answer = (one: Registered, plan: Plan) => this.#answer(one, plan);
    const onCommitted = ({ events }: GroupOutcome) => this.tally.add('events_stored', events.length);
    const work = { pool, hooks, log, now, answer, onCommitted };
    this.#committers = Array.from({ length: COMMITTERS }, () => new Committer(this.#queue, work));
  }

  /**
   * Checks that a commit is durable, then begins to take messages.
   * @throws VratarError `database_not_durable`: then nothing is acknowledged
   */
  async start(bus: Bus): Promise<void> {
    if (this.#options.requireDurable !== false) await assertDurable(kyselyOver(this.#options.pool));
    this.#bus = bus;
    this.#running = Promise.all(this.#committers.map((committer) => committer.run()));
  }

  async stop(): Promise<void> {
    this.#bus = undefined;
    for (const committer of this.#committers) committer.stop();
    await this.#running;
    await this.#misconduct.flush();
  }

  /** A message has come; to be given to the bus as its listener. */
  readonly listener = (topic: string, payload: Buffer): void => {
    const parsed = parseUpTopic(topic);
    if (this.#bus === undefined) return;
    if (parsed === undefined) this.tally.add('topic_foreign');
    else this.#receive(parsed.gateway, parsed.message, payload);
  };

  /** Whether a gateway may be connected: not once it is retired, as far as is known at this moment. */
  readonly admits = (gateway: string): boolean => this.#register.admits(gateway);

  /**
   * Somebody who has proven to be a retired gateway was turned away: its school has to hear of it.
   * @param from network address, where it is known
   */
  triedInVain(gateway: string, from?: string): void {
    const known = this.#register.retired.get(gateway);
    if (known !== undefined) this.#misconduct.add(gateway, known.school, 'gateway_retired', from ?? '');
  }

  /** The register of gateways has changed. */
  async registerChanged(): Promise<void> {
    await this.#register.reload();
    for (const gateway of this.#register.retired.keys()) this.#bus?.expel?.(gateway);
  }

  #receive(gateway: string, message: Up, payload: Buffer): void {
    const known = this.#register.peek(gateway);
    if (known !== undefined) {
      this.#take(known, gateway, message, payload);
      return;
    }
    this.#register.find(gateway).then(
      (found) => {
        if (found === undefined) this.#turnAway(gateway);
        else this.#take(found, gateway, message, payload);
      },
      (error: unknown) => this.#options.log.warn({ err: error }, 'the register of gateways cannot be read'),
    );
  }

  #turnAway(gateway: string): void {
    const retired = !this.admits(gateway);
    this.tally.add(retired ? 'gateway_retired' : 'gateway_unknown');
    if (!retired) return;
    this.triedInVain(gateway);
    this.#bus?.expel?.(gateway);
  }

  #take({ school }: RegisteredGateway, gateway: string, kind: Up, payload: Buffer): void {
    const code = isJournal(kind)
      ? this.#takeJournal(kind, gateway, school, payload)
      : this.#takeOther(kind, gateway, school, payload);
    if (code === undefined) return;
    this.tally.add(code);
    this.#misconduct.add(gateway, school, code);
  }

  /** @returns why it was refused */
  #takeJournal(kind: JournalUp, gateway: string, school: string, payload: Buffer): string | undefined {
    if (!this.#floods.journal.admits(gateway, performance.now())) return 'gateway_floods';
    const read = readMessage(kind, gateway, payload, this.#now());
    return read.ok ? this.#queue.offer({ message: read.message, school }) : read.code;
  }

  #takeOther(kind: OtherUp, gateway: string, school: string, payload: Buffer): string | undefined {
    if (!this.#floods.other.admits(gateway, performance.now())) return 'gateway_floods';
    this.#options.others?.(kind, gateway, school, payload, this.#now());
    return undefined;
  }

  #answer({ message }: Registered, { answer }: Plan): void {
    const topic = downTopic(message.gateway, answer.kind);
    // Not sure (QoS 0): the gateway asks again after 10 s, and a broker must not queue answers that are out of date.
    this.#bus?.publish(topic, JSON.stringify(answer.message));
  }
}

const isJournal = (kind: Up): kind is JournalUp => kind === 'hello' || kind === 'events' || kind === 'gone';
