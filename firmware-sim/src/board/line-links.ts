import type { SiteEvent } from '../site/index.ts';

/** Which lines a gateway holds at the moment. */
export class LineLinks {
  readonly #connected = new Set<string>();

  readonly observe = (event: SiteEvent): void => {
    if (event.kind !== 'acu') return;
    if (event.connected) this.#connected.add(event.line);
    else this.#connected.delete(event.line);
  };

  connected(line: string): boolean {
    return this.#connected.has(line);
  }
}
