import type { MessagePort } from 'node:worker_threads';
import type { Push, Request, Result, Role, Topic } from './operations.ts';

/** How the thread that serves the sockets is started. `store` is transferred. */
export interface SocketThreadOptions {
  readonly folder: string;
  readonly groups: Partial<Record<Role, string>>;
  readonly store: MessagePort;
  readonly gateway: string;
  readonly building: string;
  readonly boot: string;
  /** Raised each second by the gate's own thread, over which this one keeps watch. */
  readonly beat: Int32Array<SharedArrayBuffer>;
}

/** What the gate's own thread answers for the socket. */
export type GateApi = {
  command(request: Request<'command'>): Promise<Result<'command'>>;
  tap(request: Request<'tap'>): Result<'tap'>;
  /** The socket thread fills in `socket`. */
  status(): Omit<Result<'status'>, 'socket'>;
  why(request: Request<'why'>): Result<'why'>;
  card(request: Request<'card'>): Result<'card'>;
  reload(): Promise<Result<'reload'>>;
  deviceKey(request: Request<'deviceKey'>): Promise<Result<'deviceKey'>>;
  lineBaud(request: Request<'lineBaud'>): Promise<Result<'lineBaud'>>;
  trace(request: Request<'trace'>): Result<'trace'>;
  acknowledged(through: number): void;
  keys(): Result<'keys'>;
  /** Whose lists count now (base64), and whether cards of a list with these keys would be known. */
  trust(cardKeys: readonly string[] | undefined): { listKeys: string[]; knowsCards: boolean };
  /** An offered list was refused with this code; the old one stays. */
  listRefused(code: string, version: number | undefined): void;
};

/** What the gate may ask of the socket thread. */
export type SocketApi = {
  /** Opens the sockets. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** Pushed by the gate without waiting for anything. */
export interface SocketPush<T extends Topic = Topic> {
  readonly push: T;
  readonly body: Push<T>;
}
