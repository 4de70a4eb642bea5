import type { MessagePort, Worker } from 'node:worker_threads';
import { type ErrorCode, type ErrorParams, type Place, VratarError } from '@vratar/protocol/errors';

/** Either end of a channel between threads. */
export type Channel = Pick<MessagePort | Worker, 'postMessage'> & {
  on(event: 'message', listener: (message: unknown) => void): unknown;
};

/** Functions that one thread offers to another; arguments and results must be structured-cloneable. */
// biome-ignore lint/suspicious/noExplicitAny: only a wildcard accepts functions of every signature
export type Api = Record<string, (...args: any[]) => unknown>;

export type Remote<T extends Api> = {
  readonly [K in keyof T]: (...args: Parameters<T[K]>) => Promise<Awaited<ReturnType<T[K]>>>;
};

interface Call {
  readonly call: number;
  readonly name: string;
  readonly args: unknown[];
}
interface Failure {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly place: Place;
}
interface Reply {
  readonly reply: number;
  readonly value?: unknown;
  readonly failure?: Failure;
}

const isCall = (message: unknown): message is Call => typeof (message as Call).call === 'number';
const isReply = (message: unknown): message is Reply => typeof (message as Reply).reply === 'number';

/** Answers the calls that arrive on `channel`; other messages are left to other listeners. */
export function serveCalls(channel: Channel, api: Api): void {
  channel.on('message', (message) => {
    if (isCall(message)) void answer(channel, api, message);
  });
}

async function answer(channel: Channel, api: Api, { call, name, args }: Call): Promise<void> {
  try {
    const value = await api[name]!(...args);
    channel.postMessage({ reply: call, value } satisfies Reply);
  } catch (error) {
    channel.postMessage({ reply: call, failure: toFailure(error) } satisfies Reply);
  }
}

/** Calls the functions that the other end serves. A failed call rejects with the VratarError of the other thread. */
export function remoteCalls<T extends Api>(channel: Channel): Remote<T> {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let calls = 0;
  channel.on('message', (message) => {
    if (!isReply(message)) return;
    const pending = waiting.get(message.reply);
    waiting.delete(message.reply);
    if (message.failure === undefined) pending?.resolve(message.value);
    else
      pending?.reject(new VratarError(message.failure.code, message.failure.params, message.failure.place));
  });
  const call = (name: string, args: unknown[]): Promise<unknown> => {
    const pending = Promise.withResolvers<unknown>();
    waiting.set(++calls, pending);
    channel.postMessage({ call: calls, name, args } satisfies Call);
    return pending.promise;
  };
  return new Proxy({} as Remote<T>, {
    get: (_target, name) => (name === 'then' ? undefined : (...args: unknown[]) => call(String(name), args)),
  });
}

function toFailure(error: unknown): Failure {
  if (error instanceof VratarError) {
    const { code, params, place } = error;
    return { code, params, place };
  }
  return {
    code: 'internal',
    params: { why: error instanceof Error ? error.message : String(error) },
    place: {},
  };
}
