import { Type } from 'typebox';

export const IDEMPOTENCY_HEADER = 'idempotency-key';
/** Answered instead of doing the same again. */
export const REPLAYED_HEADER = 'idempotency-replayed';

/** Header of writes that may be sent again. */
export const IdempotencyHeader = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 8,
      maxLength: 128,
      description:
        'Chosen by the caller, such as a UUID. The same request with the same key within 24 hours is done once and answered alike; another request with it is refused.',
    }),
  ),
});
