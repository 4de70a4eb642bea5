import type { ServerResponse } from 'node:http';

/** A change is shown at the latest after so long, ms. */
const LOOK_EVERY_MS = 120;
const BEAT_EVERY_MS = 5000;

/** Sends the whole state to every page that listens, whenever it has changed. Costs nothing while nobody does. */
export class LiveFeed {
  readonly #state: () => unknown;
  readonly #clients = new Set<ServerResponse>();
  #last = '';
  #look: NodeJS.Timeout | undefined;
  #beat: NodeJS.Timeout | undefined;

  constructor(state: () => unknown) {
    this.#state = state;
  }

  add(client: ServerResponse): void {
    client.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    this.#clients.add(client);
    client.on('close', () => this.#remove(client));
    client.write(`data: ${JSON.stringify(this.#state())}\n\n`);
    this.#look ??= setInterval(() => this.#sendChange(), LOOK_EVERY_MS);
    this.#beat ??= setInterval(() => this.#send('event: beat\ndata:\n\n'), BEAT_EVERY_MS);
  }

  close(): void {
    for (const client of this.#clients) client.end();
  }

  #sendChange(): void {
    const now = JSON.stringify(this.#state());
    if (now === this.#last) return;
    this.#last = now;
    this.#send(`data: ${now}\n\n`);
  }

  /** A page that does not read is cut off; its browser comes back for a fresh state. */
  #send(text: string): void {
    for (const client of this.#clients) {
      if (client.writableNeedDrain) client.destroy();
      else client.write(text);
    }
  }

  #remove(client: ServerResponse): void {
    this.#clients.delete(client);
    if (this.#clients.size > 0) return;
    clearInterval(this.#look);
    clearInterval(this.#beat);
    this.#look = undefined;
    this.#beat = undefined;
  }
}
