import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { VratarError } from '@vratar/protocol/errors';
import type { Caller, SocketHandlers } from './handlers.ts';
import { LIMITS } from './limits.ts';
import { LineSplitter } from './line-splitter.ts';
import type { OperationName, Topic } from './operations.ts';
import { checkRequest, readFrame, UnreadableLine } from './parse-request.ts';
import type { ErrorBody, RequestLine } from './wire.ts';

export interface ConnectionCounts {
  /** Pushes that found no room. */
  dropped: number;
  /** Lines and requests that were refused. */
  refused: number;
}

interface ConnectionOptions {
  readonly socket: Socket;
  readonly caller: Caller;
  readonly handlers: SocketHandlers;
  /** Ms that a request of this kind has to wait, so that no client is served more than its share. */
  readonly waitFor: (op: OperationName) => number;
  readonly counts: ConnectionCounts;
}

/** One client: its requests, its answers, what it subscribed to, and the bounds of all three. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #lines = new LineSplitter(LIMITS.requestBytes);
  readonly #closed = new AbortController();
  #topics: ReadonlySet<Topic> = new Set();
  #greeted = false;
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

  /** Ends a client that reads nothing of what waits for it. @param now monotonic ms */
  expire(now: number): void {
    const { socket } = this.#options;
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
    if (socket.destroyed) return;
    this.#sayDropped();
    try {
      while (this.#inFlight < LIMITS.inFlight && !this.#crowded) {
        const line = this.#lines.next();
        if (line === undefined) return void socket.resume();
        if (line !== '') void this.#serve(readFrame(line));
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
    const { caller, handlers, waitFor } = this.#options;
    const { op, body } = checkRequest(frame, caller.role);
    if (op === 'hello') this.#greeted = true;
    else if (!this.#greeted) throw new VratarError('socket_request', { op, why: 'hello comes first' });
    const wait = waitFor(op);
    if (wait > 0) await delay(wait, undefined, { signal: this.#closed.signal });
    if (op === 'subscribe') {
      this.#topics = new Set((body as { topics: Topic[] }).topics);
      return {};
    }
    return (handlers[op] as (request: unknown, caller: Caller) => unknown)(body, caller);
  }

  #refuse(id: number, error: unknown): void {
    this.#options.counts.refused += 1;
    this.#send({ id, error: toErrorBody(error) });
  }

  /** After a line that is not a request nothing that follows can be trusted to be one. */
  #hangUp(error: Error): void {
    const known = error instanceof UnreadableLine || error instanceof RangeError;
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
