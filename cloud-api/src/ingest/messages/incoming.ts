import type { Gone, Hello, Inspection } from '@vratar/protocol/delivery';
import type { Envelope } from '@vratar/protocol/messages';

interface FromGateway {
  readonly gateway: string;
  /** The cloud's clock at arrival, milliseconds since 1970. */
  readonly receivedAt: number;
}

export interface IncomingBatch extends FromGateway {
  readonly kind: 'batch';
  readonly envelope: Envelope;
  /** The event lines as they came. */
  readonly body: Buffer;
  readonly inspection: Inspection;
}

/** A message that changes what is stored of a gateway's journal; checked, but not yet judged. */
export type Incoming =
  | (FromGateway & { readonly kind: 'hello'; readonly hello: Hello })
  | (FromGateway & { readonly kind: 'gone'; readonly gone: Gone })
  | IncomingBatch;

/** Number of events that a message carries. */
export const weightOf = (message: Incoming): number =>
  message.kind === 'batch' ? message.envelope.count : 0;
