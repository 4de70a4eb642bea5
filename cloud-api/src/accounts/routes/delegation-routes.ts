import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { type Callers, schoolOf } from '../caller.ts';
import type { AccountParts } from '../context.ts';
import { delegate } from '../delegation/delegate.ts';
import { revokeDelegation } from '../delegation/end-delegation.ts';
import { mayAny } from '../permissions/index.ts';
import { inScope } from '../sessions/sign-in.ts';
import { actInSchool } from './act-in-school.ts';
import { ActNames, ById, exactly, Login, Made, Moment, Nothing, Uuid } from './schemas.ts';

const NewDelegationBody = exactly({
  login: Login,
  acts: ActNames,
  class: Type.Optional(Uuid),
  from: Moment,
  until: Moment,
});
const Delegations = Type.Object({
  delegations: Type.Array(
    Type.Object({
      id: Uuid,
      giver: Uuid,
      receiver: Uuid,
      acts: Type.Array(Type.String()),
      class: Type.Optional(Uuid),
      from: Type.String(),
      until: Type.String(),
      endedAt: Type.Optional(Type.String()),
    }),
  ),
});
const MOST = 200;

/** Delegations of the school: the principal sees all, anybody else those that concern them. */
export function delegationRoutes(app: FastifyInstance, parts: AccountParts, callers: Callers): void {
  app.post<{ Body: Static<typeof NewDelegationBody> }>(
    '/delegations',
    { schema: { body: NewDelegationBody, response: { 201: Made } } },
    async (request, reply) => {
      const caller = await callers.requirePerson(request);
      const { from, until, ...given } = request.body;
      const period = { from: new Date(from), until: new Date(until) };
      const id = await actInSchool(parts, caller, 'delegations.give', {}, (context) =>
        delegate(context, { ...given, ...period }),
      );
      return reply.code(201).send({ id });
    },
  );

  app.delete<{ Params: { id: string } }>(
    '/delegations/:id',
    { schema: { params: ById, response: { 204: Nothing } } },
    async (request, reply) => {
      const caller = await callers.requirePerson(request);
      await actInSchool(parts, caller, 'delegations.give', {}, (context) =>
        revokeDelegation(context, request.params.id),
      );
      return reply.code(204).send();
    },
  );

  app.get('/delegations', { schema: { response: { 200: Delegations } } }, async (request) => {
    const caller = await callers.requirePerson(request);
    const school = schoolOf(caller, 'delegations.give');
    const all = mayAny(caller.grants, 'delegations.give', { school });
    const rows = await inScope(parts.api, caller.id, school, (trx) =>
      trx
        .selectFrom('delegation')
        .selectAll()
        .where('school', '=', school)
        .$if(!all, (query) =>
          query.where((eb) => eb.or([eb('giver', '=', caller.id), eb('receiver', '=', caller.id)])),
        )
        .orderBy('valid_until', 'desc')
        .limit(MOST)
        .execute(),
    );
    return {
      delegations: rows.map((row) => ({
        id: row.id,
        giver: row.giver,
        receiver: row.receiver,
        acts: row.acts,
        ...(row.class === null ? {} : { class: row.class }),
        from: row.valid_from.toISOString(),
        until: row.valid_until.toISOString(),
        ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
      })),
    };
  });
}
