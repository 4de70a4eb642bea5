import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Act } from '../accounts/index.ts';
import type { Answer } from './answers.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Groups of the API's description. */
export const TAGS = {
  session: 'Signing in and out',
  account: 'One’s own account',
  accounts: 'Accounts of the school’s people',
  rights: 'Delegations, trusted persons, API tokens',
  people: 'Students, staff, guardians',
  school: 'Classes, subjects, calendars, buildings',
  cards: 'Cards and what else opens a gate',
  imports: 'Rosters from files',
  presence: 'Who is in the school',
  lessons: 'Lessons, decisions, excuses',
  month: 'The month and its documents',
  fleet: 'Gateways',
  audit: 'Who saw and did what',
  region: 'Numbers of a region',
} as const;
export type Tag = keyof typeof TAGS;

/** What every route declares. The description of the API, the checks and the tests follow from it. */
export interface RouteShape<P extends Part, Q extends Part, B extends Part, A extends Answer> {
  readonly method: Method;
  /** Under /api/v1, such as `/people/:id`. */
  readonly url: string;
  /** One line, in the imperative: “Block a card as lost”. */
  readonly summary: string;
  readonly description?: string;
  readonly tag: Tag;
  readonly params?: P;
  readonly query?: Q;
  /** JSON. */
  readonly body?: B;
  /** Media types of a document that is sent as the body instead of JSON; `body` is then a Buffer. */
  readonly upload?: readonly string[];
  readonly answer: A;
  /** Of a success; 200 (204 for `nothing`) when absent. */
  readonly status?: 200 | 201 | 202;
  /** Requests a minute from one address, where the common bound is too wide. */
  readonly perMinute?: number;
}

/** A schema, or nothing. */
export type Part = TSchema | undefined;
export type Of<T extends Part> = T extends TSchema ? Static<T> : undefined;

/** What a handler gets of its request, checked. */
export interface Input<P extends Part, Q extends Part, B extends Part> {
  readonly params: Of<P>;
  readonly query: Of<Q>;
  readonly body: B extends undefined ? Buffer : Of<B>;
  readonly request: FastifyRequest;
  /** For headers; the body is what the handler returns. */
  readonly reply: FastifyReply;
}

/** Who may ask, as the route declares it: shown in the API's description, read by tests. */
export type Permission =
  /** Whoever reaches the server. */
  | { readonly who: 'anyone' }
  /** Whoever has signed in; `person`: not a program with a token. */
  | { readonly who: 'signed_in' | 'person' }
  /** Whoever may do the act where it is aimed at. */
  | { readonly who: 'act'; readonly act: Act };

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Permission;
  }
}
