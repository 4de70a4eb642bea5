import {
  type Ack,
  type DeliveryState,
  encodeBatch,
  FORMATS,
  GATEWAY_START,
  type GatewayEffect,
  type GatewayInput,
  gatewaySide,
  type Hello,
  type Span,
  type Welcome,
} from '@vratar/protocol/delivery';
import { VratarError } from '@vratar/protocol/errors';
import type { Logger } from 'pino';
import type { MachineClock } from '../../clock/machine-clock.ts';
import type { DeliveryJournal } from './journal.ts';

export interface DeliveryOptions {
  readonly journal: DeliveryJournal;
  /** Publishes if connected; loses it otherwise. */
  readonly publish: (message: 'hello' | 'events' | 'gone', payload: string) => void;
  readonly clock: MachineClock;
  readonly release: string;
  readonly log: Logger;
}

const TICK_MS = 1_000;

/** Runs the gateway's side of the delivery protocol over a journal and a connection. */
export class Delivery {
  readonly #options: DeliveryOptions;
  #state: DeliveryState = GATEWAY_START;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#input({ kind: 'tick' }), TICK_MS);
  }

  /** For reports: what the protocol is doing, and how far the cloud has acknowledged. */
  get state(): DeliveryState {
    return this.#state;
  }

  /** @param session unique among all connections of all time */
  connected(session: string): void {
    this.#input({ kind: 'connected', session });
  }

  disconnected(): void {
    this.#input({ kind: 'disconnected' });
  }

  appended(): void {
    this.#input({ kind: 'appended' });
  }

  /** Begins again with a hello. */
  restart(): void {
    this.#input({ kind: 'restart' });
  }

  welcomed(message: Welcome): void {
    this.#input({ kind: 'welcome', message });
  }

  acknowledged(message: Ack): void {
    this.#input({ kind: 'ack', message });
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.disconnected();
  }

  #input(input: GatewayInput): void {
    const [state, effects] = gatewaySide(this.#state, input, this.#options.clock.mono());
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: GatewayEffect): void {
    const { publish, log } = this.#options;
    switch (effect.kind) {
      case 'look':
      case 'prove':
      case 'fork':
      case 'read':
        void this.#ask(effect);
        return;
      case 'acknowledge':
        void this.#acknowledge(effect);
        return;
      case 'send_hello':
        publish('hello', JSON.stringify(this.#hello(effect.session, effect.span)));
        return;
      case 'send_batch':
        publish('events', encodeBatch(effect.batch, effect.format));
        return;
      case 'send_gone':
        publish('gone', JSON.stringify(effect.gone));
        return;
      case 'note':
        log.warn({ code: effect.code, detail: effect.detail }, 'delivery');
    }
  }

  /** Asks the journal, and feeds its answer back. */
  async #ask(effect: Extract<GatewayEffect, { turn: number }>): Promise<void> {
    const { turn } = effect;
    try {
      this.#input(await this.#answer(effect));
    } catch (error) {
      this.#options.log.warn({ err: error, question: effect.kind }, 'the journal does not answer');
      // The machine waits for this answer: let it begin anew, but not at once.
      setTimeout(() => {
        if (this.#state.turn === turn && this.#timer !== undefined) this.restart();
      }, TICK_MS);
    }
  }

  async #answer(effect: Extract<GatewayEffect, { turn: number }>): Promise<GatewayInput> {
    const { journal } = this.#options;
    const { turn } = effect;
    switch (effect.kind) {
      case 'look':
        return { kind: 'span', turn, span: await journal.span() };
      case 'prove':
        return { kind: 'proof', turn, hash: await journal.prove(effect.seq) };
      case 'fork':
        await journal.fork(effect.epoch, effect.atLeast);
        return { kind: 'forked', turn };
      case 'read': {
        if (!('epoch' in this.#state)) return { kind: 'nothing', turn };
        const found = await journal.read(this.#state.epoch, effect.after, effect.limit);
        if (found === 'nothing') return { kind: 'nothing', turn };
        return 'lines' in found ? { kind: 'events', turn, batch: found } : { kind: 'pruned', turn, ...found };
      }
    }
  }

  async #acknowledge(effect: Extract<GatewayEffect, { kind: 'acknowledge' }>): Promise<void> {
    try {
      await this.#options.journal.acknowledge(effect.epoch, effect.through, effect.hash);
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the journal does not take an acknowledgement');
      // The journal is not what we thought: look again. A gate that is away ends this connection by itself.
      if (error instanceof VratarError && error.code.startsWith('journal_')) this.restart();
    }
  }

  #hello(session: string, { epoch, first, last, head }: Span): Hello {
    const { clock, release } = this.#options;
    const { boot } = clock;
    const now = { at: Math.round(clock.utc()), boot, mono: Math.round(clock.mono()) };
    return { v: 1, session, formats: [...FORMATS], epoch, first, last, head, ...now, release };
  }
}
