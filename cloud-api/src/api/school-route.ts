import { VratarError } from '@vratar/protocol/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccountParts, ActContext } from '../accounts/context.ts';
import {
  type Act,
  type Caller,
  Callers,
  holds,
  mayAny,
  requireAct,
  schoolOf,
  type Target,
} from '../accounts/index.ts';
import { inSchool } from '../db/index.ts';
import { addRoute } from './add-route.ts';
import type { Answer, Answered } from './answers.ts';
import { isFile } from './answers.ts';
import { IDEMPOTENCY_HEADER, REPLAYED_HEADER } from './idempotency/header.ts';
import { once } from './idempotency/once.ts';
import type { Input, Part, RouteShape } from './route.ts';

/** Where in the school an act is aimed at; all of it when empty. */
export type Aim = Omit<Target, 'school' | 'region'>;

/** What a handler of a school's route works with. */
export interface SchoolInput<P extends Part, Q extends Part, B extends Part>
  extends Input<P, Q, B>,
    ActContext {
  readonly caller: Caller;
  /** Whether the caller may do another act, here. */
  readonly may: (act: Act, aim?: Aim) => boolean;
  /** @throws VratarError `not_permitted` */
  readonly require: (act: Act, aim?: Aim) => void;
}

export interface SchoolRoute<P extends Part, Q extends Part, B extends Part, A extends Answer>
  extends RouteShape<P, Q, B, A> {
  /** What the caller must be allowed. */
  readonly act: Act;
  /**
   * What the act is aimed at: the whole school when absent. `inside`: the handler narrows it with `may` and `require`,
   * and only that the caller may do the act to somebody of the school is checked before.
   */
  readonly on?: 'inside' | ((input: Input<P, Q, B>) => Aim);
  /** Whether a program with a token may write here; reading follows from its scopes. */
  readonly programs?: boolean;
  readonly handle: (input: SchoolInput<P, Q, B>) => Answered<A>;
}

/** Declares routes of the school in which the caller works. */
export type AddSchoolRoute = <
  P extends Part = undefined,
  Q extends Part = undefined,
  B extends Part = undefined,
  A extends Answer = Answer,
>(
  route: SchoolRoute<P, Q, B, A>,
) => void;

/**
 * Declares routes that work in one school: each runs in one transaction that sees that school and no other
 * (row-level security), after the caller's right was checked, and a write may be repeated with an `Idempotency-Key`.
 */
export function schoolRoutes(app: FastifyInstance, parts: AccountParts): AddSchoolRoute {
  const callers = new Callers(parts);
  return (route) => {
    const writes = route.method !== 'GET';
    const repeatable = writes && !isFile(route.answer);
    const permission = { who: 'act', act: route.act } as const;
    addRoute(app, route, { permission, repeatable }, async (request, reply) => {
      const caller =
        writes && !route.programs ? await callers.requirePerson(request) : await callers.require(request);
      const school = schoolOf(caller, route.act);
      const input = inputOf(request, reply) as Input<never, never, never>;
      assertMay(caller, school, route.act, route.on as SchoolRoute<never, never, never, Answer>['on'], input);
      return inSchool(parts.api, { school, account: caller.id }, async (trx) => {
        const context = { trx, vault: parts.vault, school, account: caller.id, now: parts.now() };
        const work = () => route.handle({ ...input, ...context, caller, ...rights(caller, school) } as never);
        const key = repeatable ? request.headers[IDEMPOTENCY_HEADER] : undefined;
        if (typeof key !== 'string') return work();
        const { method, url, body } = request;
        const done = await once({ ...context, caller: caller.id }, { key, method, url, body }, work);
        if (done.replayed) reply.header(REPLAYED_HEADER, 'true');
        return done.answer;
      });
    });
  };
}

const inputOf = (request: FastifyRequest, reply: FastifyReply) => ({
  params: request.params,
  query: request.query,
  body: request.body,
  request,
  reply,
});

function assertMay(
  caller: Caller,
  school: string,
  act: Act,
  on: 'inside' | ((input: Input<never, never, never>) => Aim) | undefined,
  input: Input<never, never, never>,
): void {
  if (on !== 'inside') requireAct(caller, act, { ...on?.(input), school });
  else if (!holds(caller.grants, act, school)) throw new VratarError('not_permitted', { act });
}

function rights(caller: Caller, school: string) {
  return {
    may: (act: Act, aim: Aim = {}) => mayAny(caller.grants, act, { ...aim, school }),
    require: (act: Act, aim: Aim = {}) => requireAct(caller, act, { ...aim, school }),
  };
}
