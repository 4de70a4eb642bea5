import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { type Callers, schoolOf } from '../caller.ts';
import type { AccountParts } from '../context.ts';
import { endTrust, trust } from '../delegation/trust.ts';
import { inScope } from '../sessions/sign-in.ts';
import { actInSchool } from './act-in-school.ts';
import { ActNames, ById, exactly, Login, Made, Moment, Nothing, Uuid } from './schemas.ts';

const NewTrustBody = exactly({ child: Uuid, login: Login, acts: ActNames, from: Moment, until: Moment });

/** Trusted persons: a guardian names somebody for a child and a time, and takes it back. */
export function trustRoutes(app: FastifyInstance, parts: AccountParts, callers: Callers): void {
  app.post<{ Body: Static<typeof NewTrustBody> }>(
    '/trusted-persons',
    { schema: { body: NewTrustBody, response: { 201: Made } } },
    async (request, reply) => {
      const caller = await callers.requirePerson(request);
      const { child, login, acts, from, until } = request.body;
      const period = { from: new Date(from), until: new Date(until) };
      const id = await actInSchool(parts, caller, 'trust.give', { person: child }, (context) =>
        trust(context, { child, login, acts, ...period }),
      );
      return reply.code(201).send({ id });
    },
  );

  app.delete<{ Params: { id: string } }>(
    '/trusted-persons/:id',
    { schema: { params: ById, response: { 204: Nothing } } },
    async (request, reply) => {
      const caller = await callers.requirePerson(request);
      const school = schoolOf(caller, 'trust.give');
      // Whoever gave it may take it back, also when no longer the guardian.
      await inScope(parts.api, caller.id, school, (trx) =>
        endTrust(
          { trx, vault: parts.vault, school, account: caller.id, now: parts.now() },
          request.params.id,
        ),
      );
      return reply.code(204).send();
    },
  );
}
