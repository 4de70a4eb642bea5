import { type Static, Type } from 'typebox';

/**
 * One JSON text a line, UTF-8, "\n". A client asks with `{id, op, body}` and gets one answer with the same id, in any
 * order; what it subscribed to arrives as `{push, body}`. `{dropped}` says how many pushes it was too slow for.
 */
export const RequestLine = Type.Object({
  id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  op: Type.String({ maxLength: 20 }),
  body: Type.Object({}, { additionalProperties: true }),
});
export type RequestLine = Static<typeof RequestLine>;

export const ErrorBody = Type.Object({ code: Type.String(), message: Type.String(), next: Type.String() });
export type ErrorBody = Static<typeof ErrorBody>;

export const AnswerLine = Type.Union([
  Type.Object({ id: Type.Integer(), ok: Type.Object({}, { additionalProperties: true }) }),
  /** `id` 0: the line could not be read as a request. */
  Type.Object({ id: Type.Integer(), error: ErrorBody }),
  Type.Object({ push: Type.String(), body: Type.Object({}, { additionalProperties: true }) }),
  Type.Object({ dropped: Type.Integer({ minimum: 1 }) }),
]);
export type AnswerLine = Static<typeof AnswerLine>;
