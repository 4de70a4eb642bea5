import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { catalogue, type ErrorCode, VratarError } from '@vratar/protocol/errors';
import { LIMITS } from './limits.ts';
import type { OperationName, Push, Request, Result, Role, Topic } from './operations.ts';
import { socketPath } from './socket-folder.ts';
import type { AnswerLine, ErrorBody } from './wire.ts';

const ANSWER_MS = 15_000;
/** Longest line of the gate: a full answer to `read`, escaped. */
const ANSWER_BYTES = 8 * LIMITS.readBytes;

type PushListener = <T extends Topic>(topic: T, body: Push<T>) => void;

interface Waiting {
  readonly op: string;
  readonly pending: PromiseWithResolvers<unknown>;
  readonly timer: NodeJS.Timeout;
}

/**
 * A client of the gate's socket. It does not reconnect by itself: who uses it decides when.
 *
 * @example
 * await using gate = await GateClient.connect('/run/vratar', 'link', 'link 0.1.0');
 * const { alarms } = await gate.request('status', {});
 */
export class GateClient implements AsyncDisposable {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #closed = Promise.withResolvers<void>();
  #listener: PushListener = () => undefined;
  #onDropped: (count: number) => void = () => undefined;
  #ids = 0;
  #held = '';

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => this.#receive(text));
    socket.on('error', () => undefined);
    socket.on('close', () => this.#end());
  }

  /**
   * Connects and says hello.
   * @param client name and version, for the gate's log
   * @throws VratarError `not_running`, `socket_refused`, `socket_version`, `socket_closed`
   */
  static async connect(folder: string, role: Role, client: string): Promise<GateClient> {
    const address = socketPath(folder, role);
    const socket = connect(address);
    try {
      await once(socket, 'connect');
    } catch (cause) {
      throw new VratarError(mayNot(cause) ? 'socket_refused' : 'not_running', { address }, {}, { cause });
    }
    const gate = new GateClient(socket);
    try {
      await gate.request('hello', { version: LIMITS.version, client });
    } catch (error) {
      await gate.close();
      throw error;
    }
    return gate;
  }

  /** Resolves when the connection has ended, whoever ended it. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  /** @throws VratarError of the gate, `socket_timeout` after `withinMs`, `socket_closed` */
  request<N extends OperationName>(op: N, body: Request<N>, withinMs = ANSWER_MS): Promise<Result<N>> {
    const id = ++this.#ids;
    const pending = Promise.withResolvers<unknown>();
    if (this.#socket.destroyed) pending.reject(new VratarError('socket_closed', { why: 'it was closed' }));
    else {
      const timer = setTimeout(() => this.#late(id, op, withinMs), withinMs);
      this.#waiting.set(id, { op, pending, timer });
      this.#socket.write(`${JSON.stringify({ id, op, body })}\n`);
    }
    return pending.promise as Promise<Result<N>>;
  }

  /** Chooses what is pushed, and who hears it. `dropped`: so many pushes were lost because this client was too slow. */
  async subscribe(topics: Topic[], listener: PushListener, dropped?: (count: number) => void): Promise<void> {
    this.#listener = listener;
    if (dropped !== undefined) this.#onDropped = dropped;
    await this.request('subscribe', { topics });
  }

  /** Sends a signed list in parts. @returns the version that is in force afterwards; errors as of `offerList` */
  async offerList(bytes: Uint8Array): Promise<number> {
    for (let offset = 0; ; offset += LIMITS.listPartBytes) {
      const part = Buffer.from(bytes.subarray(offset, offset + LIMITS.listPartBytes)).toString('base64');
      const { version } = await this.request('offerList', { total: bytes.length, offset, bytes: part });
      if (version !== undefined) return version;
    }
  }

  async close(): Promise<void> {
    this.#socket.destroy();
    await this.closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #receive(text: string): void {
    const lines = (this.#held + text).split('\n');
    this.#held = lines.pop() ?? '';
    if (this.#held.length > ANSWER_BYTES) this.#socket.destroy();
    for (const line of lines) this.#take(JSON.parse(line) as AnswerLine);
  }

  #take(message: AnswerLine): void {
    if ('push' in message) this.#listener(message.push as Topic, message.body as never);
    else if ('dropped' in message) this.#onDropped(message.dropped);
    else this.#settle(message);
  }

  #settle(message: { id: number; ok?: unknown; error?: ErrorBody }): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    this.#waiting.delete(message.id);
    clearTimeout(waiting.timer);
    if (message.error === undefined) waiting.pending.resolve(message.ok);
    else waiting.pending.reject(new GateError(message.error));
  }

  #late(id: number, op: string, withinMs: number): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.pending.reject(new VratarError('socket_timeout', { op, seconds: withinMs / 1000 }));
  }

  #end(): void {
    for (const { pending, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      pending.reject(new VratarError('socket_closed', { why: 'the gate ended it' }));
    }
    this.#waiting.clear();
    this.#closed.resolve();
  }
}

/** The gate may well run: the kernel keeps this account from it. */
function mayNot(error: unknown): boolean {
  return ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** An error that the gate answered, with the words it used. */
export class GateError extends VratarError {
  constructor({ code, message, next }: ErrorBody) {
    super(Object.hasOwn(catalogue, code) ? (code as ErrorCode) : 'internal');
    this.message = message;
    Object.defineProperty(this, 'next', { value: next });
  }
}
