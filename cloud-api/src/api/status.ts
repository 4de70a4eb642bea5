import type { ErrorCode } from '@vratar/protocol/errors';

/** HTTP status by code; a capability adds its own here. What is not named is a mistake in the request: 400. */
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
  page_not_built: 404,
  login_known: 409,
  role_known: 409,
  idempotency_answer_gone: 409,
  body_too_large: 413,
  media_type: 415,
  idempotency_key_reused: 422,
  too_many_requests: 429,
  internal: 500,
};

export const statusOf = (code: ErrorCode): number => STATUS[code] ?? 400;
