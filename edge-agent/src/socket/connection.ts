import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { VratarError } from '@vratar/protocol/errors';
import type { Caller, SocketHandlers } from './handlers.ts';
import { LIMITS } from './limits.ts';
import { LineSplitter } from './line-splitter.ts';
import type { Topic } from './operations.ts';
import { checkRequest, readFrame, UnreadableLine } from './parse-request.ts';
import type { RateLimit } from './rate-limit.ts';
import type { ErrorBody, RequestLine } from './wire.ts';

export interface ConnectionCounts {
  /** Pushes that found no room. */
  dropped: number;
  /** Lines and requests that were refused, connections beyond the bound, and clients that did not say hello. */
  refused: number;
}

interface ConnectionOptions {
  readonly socket: Socket;
  readonly caller: Caller;
  readonly handlers: SocketHandlers;
  /** Says how long a request of this kind has to wait, so that no client is served more than its share. */
  readonly limitOf: (op: string) => RateLimit;
  readonly counts: ConnectionCounts;
  /** Monotonic ms. */
  readonly openedAt: number;
}

/** One client: its requests, its answers, what it subscribed to, and the bounds of all three. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #lines = new LineSplitter(LIMITS.requestBytes);
  readonly #closed = new AbortController();
  #topics: ReadonlySet<Topic> = new Set();
  /** `asked`: what follows waits until the hello is answered. */
  #greeting: 'none' | 'asked' | 'done' = 'none';
  /** Hung up on: nothing more is taken from it. */
  #over = false;
  #inFlight = 0;
  #dropped = 0;
  #progress = { written: 0, at: 0 };

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { socket } = options;
    socket.on('data', (chunk: Buffer) => {
      this.#lines.push(chunk);
      this.#advance();
    });
    socket.on('drain', () => this.#advance());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#closed.abort());
  }

  /** Sends text that is already encoded, when this client subscribed to its topic and keeps up. */
  push(topic: Topic, text: string): void {
    if (!this.#topics.has(topic)) return;
    if (this.#crowded) {
      this.#dropped += 1;
      this.#options.counts.dropped += 1;
    } else this.#options.socket.write(text);
  }

  /**
   * Ends a client that does not say who it is, reads nothing of what waits for it, or goes on after it was hung up on.
   * @param now monotonic ms
   */
  expire(now: number): void {
    const { socket, openedAt, counts } = this.#options;
    if (this.#over) {
      socket.destroy();
      return;
    }
    if (this.#greeting !== 'done' && now - openedAt > LIMITS.greetingMs) {
      counts.refused += 1;
      socket.destroy();
      return;
    }
    const written = socket.bytesWritten - socket.writableLength;
    if (socket.writableLength === 0 || written !== this.#progress.written)
      this.#progress = { written, at: now };
    else if (now - this.#progress.at > LIMITS.stuckMs) socket.destroy();
  }

  get #crowded(): boolean {
    return this.#options.socket.writableLength > LIMITS.outgoingBytes;
  }

  /** Serves whole lines while there is room for their answers; otherwise leaves the rest in the client's own socket. */
  #advance(): void {
    const { socket } = this.#options;
    if (socket.destroyed || this.#over) return;
    this.#sayDropped();
    try {
      while (this.#inFlight < LIMITS.inFlight && !this.#crowded && this.#greeting !== 'asked') {
        const line = this.#lines.next();
        if (line === undefined) return void socket.resume();
        void this.#serve(readFrame(line));
      }
      socket.pause();
    } catch (error) {
      this.#hangUp(error as Error);
    }
  }

  async #serve(request: RequestLine): Promise<void> {
    this.#inFlight += 1;
    try {
      this.#send({ id: request.id, ok: await this.#answer(request) });
    } catch (error) {
      if (!this.#closed.signal.aborted) this.#refuse(request.id, error);
    }
    this.#inFlight -= 1;
    this.#advance();
  }

  async #answer(frame: RequestLine): Promise<unknown> {
    if (frame.op !== 'hello') return this.#asked(frame);
    const before = this.#greeting;
    this.#greeting = 'asked';
    try {
      const answer = await this.#asked(frame);
      this.#greeting = 'done';
      return answer;
    } catch (error) {
      this.#greeting = before;
      throw error;
    }
  }

  async #asked(frame: RequestLine): Promise<unknown> {
    const { caller, handlers, limitOf } = this.#options;
    const isEarly = this.#greeting === 'none';
    // What is refused costs its turn too: nobody may ask nonsense faster than sense.
    await this.#turn(limitOf(frame.op));
    const { op, body } = checkRequest(frame, caller.role);
    if (isEarly) throw new VratarError('socket_request', { op, why: 'hello comes first' });
    if (op === 'subscribe') {
      this.#topics = new Set((body as { topics: Topic[] }).topics);
      return {};
    }
    return (handlers[op] as (request: unknown, caller: Caller) => unknown)(body, caller);
  }

  /** Whoever leaves before its turn has cost nobody anything. */
  async #turn(limit: RateLimit): Promise<void> {
    const wait = limit.take();
    if (wait === 0) return;
    try {
      await delay(wait, undefined, { signal: this.#closed.signal });
    } catch (error) {
      limit.giveBack();
      throw error;
    }
  }

  #refuse(id: number, error: unknown): void {
    this.#options.counts.refused += 1;
    this.#send({ id, error: toErrorBody(error) });
  }

  /** After a line that is not a request nothing that follows can be trusted to be one. */
  #hangUp(error: Error): void {
    const known = error instanceof UnreadableLine || error instanceof RangeError;
    this.#over = true;
    this.#refuse(0, known ? new VratarError('socket_line', { why: error.message }) : error);
    this.#options.socket.end();
    this.#options.socket.removeAllListeners('data');
    this.#options.socket.resume();
  }

  #sayDropped(): void {
    if (this.#dropped === 0 || this.#crowded) return;
    this.#send({ dropped: this.#dropped });
    this.#dropped = 0;
  }

  #send(message: unknown): void {
    if (this.#options.socket.writable) this.#options.socket.write(`${JSON.stringify(message)}\n`);
  }
}

function toErrorBody(error: unknown): ErrorBody {
  const known =
    error instanceof VratarError
      ? error
      : new VratarError('internal', { why: String(error) }, {}, { cause: error });
  const { code, message, next } = known;
  return { code, message, next };
}
