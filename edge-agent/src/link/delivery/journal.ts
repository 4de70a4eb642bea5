import type { Batch, Span } from '@vratar/protocol/delivery';

/** What delivery asks of the journal. Every method may throw when the gate is away. */
export interface DeliveryJournal {
  span(): Promise<Span>;
  /** Chain value at `seq`, unless the journal no longer, or never, held it. */
  prove(seq: number): Promise<string | 'pruned' | 'unknown'>;
  /** Begins an epoch of at least `atLeast`, unless the journal has left `epoch` already. */
  fork(epoch: number, atLeast: number): Promise<void>;
  /** The next events after `after`; or that there are none; or how far they are pruned. */
  read(
    epoch: number,
    after: number,
    limit: number,
  ): Promise<Batch | 'nothing' | { readonly through: number; readonly hash: string }>;
  acknowledge(epoch: number, through: number, hash: string): Promise<void>;
}
