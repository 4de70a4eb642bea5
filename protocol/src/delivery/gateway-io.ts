import type { Ack } from './ack.ts';
import type { Batch } from './batch.ts';
import type { Span } from './gateway-state.ts';
import type { Gone } from './gone.ts';
import type { Welcome } from './welcome.ts';

/** What happens to the gateway's side. Answers of the journal carry the `turn` of the question. */
export type GatewayInput =
  /** `session` is unique among all connections of all time (random). */
  | { readonly kind: 'connected'; readonly session: string }
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'span'; readonly turn: number; readonly span: Span }
  /** Chain value at the event asked for, unless the journal no longer, or never, held it. */
  | { readonly kind: 'proof'; readonly turn: number; readonly hash: string | 'pruned' | 'unknown' }
  | { readonly kind: 'forked'; readonly turn: number }
  | { readonly kind: 'events'; readonly turn: number; readonly batch: Batch }
  /** There is nothing after the event asked for. */
  | { readonly kind: 'nothing'; readonly turn: number }
  /** What follows was pruned; `hash` is the chain value at `through`, the last pruned event. */
  | { readonly kind: 'pruned'; readonly turn: number; readonly through: number; readonly hash: string }
  /** The journal could not answer; the machine starts over at its next tick. */
  | { readonly kind: 'journal_failed'; readonly turn: number }
  /** The journal has committed something new. */
  | { readonly kind: 'appended' }
  /** Start over with a hello: an operator's command, or the gate said that its journal changed. */
  | { readonly kind: 'restart' }
  | { readonly kind: 'welcome'; readonly message: Welcome }
  | { readonly kind: 'ack'; readonly message: Ack }
  | { readonly kind: 'tick' };

/** What the shell shall do, in this order. */
export type GatewayEffect =
  | { readonly kind: 'look'; readonly turn: number }
  | { readonly kind: 'prove'; readonly turn: number; readonly seq: number }
  /**
   * Begin a new epoch in the journal, at least `atLeast`, durably: everything unpruned counts as unacknowledged.
   * `epoch` is the one that forked; if the journal has left it already, nothing is to do.
   */
  | {
      readonly kind: 'fork';
      readonly turn: number;
      readonly epoch: number;
      readonly atLeast: number;
    }
  | { readonly kind: 'read'; readonly turn: number; readonly after: number; readonly limit: number }
  /** Everything through this event is durable in the cloud. May be lower than before: the cloud was restored. */
  | { readonly kind: 'acknowledge'; readonly epoch: number; readonly through: number; readonly hash: string }
  | { readonly kind: 'send_hello'; readonly session: string; readonly span: Span }
  | { readonly kind: 'send_batch'; readonly batch: Batch; readonly format: number }
  | { readonly kind: 'send_gone'; readonly gone: Gone }
  /** Something that an operator should see; `code` is stable. */
  | { readonly kind: 'note'; readonly code: GatewayNote; readonly detail: string };

export type GatewayNote = 'history_forked' | 'cloud_went_back' | 'batch_rejected' | 'delivery_refused';
