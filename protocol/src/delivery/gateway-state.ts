import type { Batch } from './batch.ts';
import type { Welcome } from './welcome.ts';

/** What the journal holds, as asked for before a hello. */
export interface Span {
  readonly epoch: number;
  /** First event still there; `last + 1` when there is none. */
  readonly first: number;
  readonly last: number;
  /** Acknowledged through this event in this epoch; 0 for none. */
  readonly acked: number;
  /** Chain value at `first - 1` and at `last`. */
  readonly base: string;
  readonly head: string;
}

/** What is on its way and not answered. Something that is gone has no lines. */
export interface Flight {
  readonly batch: Batch;
  /** Last event of the batch, or of the stretch that is gone. */
  readonly last: number;
}

interface Online {
  /** Counts the questions to the journal; the answer to an earlier one is ignored. */
  readonly turn: number;
  /** Prefix of the hellos' session names on this connection. */
  readonly session: string;
}

interface Agreed extends Online {
  readonly format: number;
  readonly epoch: number;
  readonly acked: number;
  /** Most events in the next batch: halved after a rejection, doubled after each success. */
  readonly limit: number;
  readonly greetedAt: number;
}

/** State of the gateway's side. Plain values: it can be logged, compared, and explored. */
export type GatewayState =
  | { readonly phase: 'offline'; readonly turn: number }
  /** The journal was asked for its span. */
  | ({ readonly phase: 'looking' } & Online)
  /** The hello is on its way. */
  | ({ readonly phase: 'greeting'; readonly span: Span; readonly sentAt: number } & Online)
  /** The journal was asked for its chain value at the welcome's `through`. */
  | ({ readonly phase: 'proving'; readonly span: Span; readonly welcome: Welcome } & Online)
  /** The journal was told to begin a new epoch. */
  | ({ readonly phase: 'forking' } & Online)
  /** Until then nothing is asked: the cloud does not want events, or two hellos came to nothing. */
  | ({ readonly phase: 'waiting'; readonly until: number } & Online)
  /** The journal was asked for the next events; `more`: something was appended meanwhile. */
  | ({ readonly phase: 'reading'; readonly more: boolean } & Agreed)
  | ({ readonly phase: 'idle' } & Agreed)
  | ({ readonly phase: 'flying'; readonly flight: Flight; readonly sentAt: number } & Agreed);

export type AgreedState = Extract<GatewayState, Agreed>;
export type OnlineState = Exclude<GatewayState, { phase: 'offline' }>;

export const GATEWAY_START: GatewayState = { phase: 'offline', turn: 0 };
