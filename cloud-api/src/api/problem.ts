import type { ErrorCode, VratarError } from '@vratar/protocol/errors';
import { type Static, Type } from 'typebox';

/** An error as the API tells it (RFC 9457). Match on `code`, never on wording. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'urn:vratar:error:<code>' }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    code: Type.String(),
    detail: Type.String({ description: 'What to do about it.' }),
    field: Type.Optional(Type.String({ description: 'Where in the request.' })),
  },
  { $id: 'Problem', title: 'Problem' },
);
export type Problem = Static<typeof Problem>;

/** HTTP status by code. What is not named is a mistake in the request: 400. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  sign_in_refused: 401,
  not_signed_in: 401,
  presence_no_account: 401,
  not_permitted: 403,
  not_principal: 403,
  not_your_class: 403,
  cross_site: 403,
  route_unknown: 404,
  account_unknown: 404,
  class_unknown: 404,
  delegation_unknown: 404,
  token_unknown: 404,
  trust_unknown: 404,
  school_unknown: 404,
  person_unknown: 404,
  login_known: 409,
  role_known: 409,
  too_many_requests: 429,
  internal: 500,
};

export function problem(error: VratarError): Problem {
  const { field } = error.place;
  return {
    type: `urn:vratar:error:${error.code}`,
    title: error.message,
    status: STATUS[error.code] ?? 400,
    code: error.code,
    detail: error.next,
    ...(field === undefined ? {} : { field }),
  };
}
