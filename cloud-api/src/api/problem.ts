import type { VratarError } from '@vratar/protocol/errors';
import { type Static, Type } from 'typebox';
import { statusOf } from './status.ts';

export const PROBLEM_JSON = 'application/problem+json';

/** An error as the API tells it (RFC 9457). Match on `code`, never on wording. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'urn:vratar:error:<code>' }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    code: Type.String(),
    detail: Type.String({ description: 'What to do about it.' }),
    field: Type.Optional(Type.String({ description: 'Where in the request, as part/member/…' })),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          code: Type.String(),
          title: Type.String(),
          field: Type.Optional(Type.String()),
          line: Type.Optional(Type.Integer()),
          column: Type.Optional(Type.Integer()),
        }),
        { description: 'Every mistake of the request, where more than one was found.' },
      ),
    ),
  },
  { $id: 'Problem', title: 'Problem' },
);
export type Problem = Static<typeof Problem>;

export function problem(error: VratarError): Problem {
  const { field } = error.place;
  return {
    type: `urn:vratar:error:${error.code}`,
    title: error.message,
    status: statusOf(error.code),
    code: error.code,
    detail: error.next,
    ...(field === undefined ? {} : { field }),
    ...(error.details.length > 1 ? { errors: error.details.map(mistake) } : {}),
  };
}

function mistake({ code, message, place }: VratarError): NonNullable<Problem['errors']>[number] {
  const { field, line, column } = place;
  return {
    code,
    title: message,
    ...(field === undefined ? {} : { field }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}
