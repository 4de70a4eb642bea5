import type { PortHandlers } from './byte-port.ts';

/**
 * Makes the end of a port final: the first of `lose` and `release` wins, the loss is told once, and no byte is
 * delivered afterwards.
 */
export class PortLifetime {
  readonly #handlers: PortHandlers;
  #ended = false;

  constructor(handlers: PortHandlers) {
    this.#handlers = handlers;
  }

  get ended(): boolean {
    return this.#ended;
  }

  receive(bytes: Uint8Array): void {
    if (!this.#ended) this.#handlers.onBytes(bytes);
  }

  lose(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#handlers.onLost(reason);
  }

  release(): void {
    this.#ended = true;
  }
}
