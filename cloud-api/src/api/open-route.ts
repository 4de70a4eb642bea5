import type { FastifyInstance } from 'fastify';
import type { AccountParts } from '../accounts/context.ts';
import { type Caller, Callers } from '../accounts/index.ts';
import { addRoute } from './add-route.ts';
import type { Answer, Answered } from './answers.ts';
import type { Input, Part, Permission, RouteShape } from './route.ts';

/** Who may use a route that belongs to no school; what else must be allowed the handler checks. */
export type Who = Exclude<Permission['who'], 'act'>;

type CallerOf<W extends Who> = W extends 'anyone'
  ? undefined
  : W extends 'person'
    ? Caller & { readonly kind: 'session' }
    : Caller;

export interface OpenRoute<W extends Who, P extends Part, Q extends Part, B extends Part, A extends Answer>
  extends RouteShape<P, Q, B, A> {
  readonly who: W;
  /** Whether it works for somebody whose password was given by another and is not changed yet. */
  readonly evenBeforePasswordChange?: boolean;
  readonly handle: (input: Input<P, Q, B> & { readonly caller: CallerOf<W> }) => Answered<A>;
}

export type AddOpenRoute = <
  W extends Who,
  P extends Part = undefined,
  Q extends Part = undefined,
  B extends Part = undefined,
  A extends Answer = Answer,
>(
  route: OpenRoute<W, P, Q, B, A>,
) => void;

/** Declares routes outside of schools: signing in, one's own account, the network's operators. */
export function openRoutes(app: FastifyInstance, parts: AccountParts): AddOpenRoute {
  const callers = new Callers(parts);
  return (route) => {
    const permission = { who: route.who } as Permission;
    const options = { evenBeforePasswordChange: route.evenBeforePasswordChange ?? false };
    addRoute(app, route, { permission, repeatable: false }, async (request, reply) => {
      const caller =
        route.who === 'anyone'
          ? undefined
          : route.who === 'person'
            ? await callers.requirePerson(request, options)
            : await callers.require(request, options);
      const { params, query, body } = request;
      return route.handle({ params, query, body, request, reply, caller } as never);
    });
  };
}
