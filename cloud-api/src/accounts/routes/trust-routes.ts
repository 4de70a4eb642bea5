import { type AddSchoolRoute, ById, exactly, Made, Moment, nothing, Uuid } from '../../api/index.ts';
import { endTrust, trust } from '../delegation/trust.ts';
import { ActNames, Login } from './schemas.ts';

/** Trusted persons: a guardian names somebody for a child and a time, and takes it back. */
export function trustRoutes(route: AddSchoolRoute): void {
  route({
    method: 'POST',
    url: '/trusted-persons',
    summary: 'Trust a person with a child for a time',
    tag: 'rights',
    act: 'trust.give',
    on: ({ body }) => ({ person: body.child }),
    body: exactly({ child: Uuid, login: Login, acts: ActNames, from: Moment, until: Moment }),
    answer: Made,
    status: 201,
    handle: async ({ body: { from, until, ...given }, ...context }) => ({
      id: await trust(context, { ...given, from: new Date(from), until: new Date(until) }),
    }),
  });

  route({
    method: 'DELETE',
    url: '/trusted-persons/:id',
    summary: 'End the trust in a person',
    description: 'Whoever gave it may.',
    tag: 'rights',
    act: 'trust.give',
    on: 'inside',
    params: ById,
    answer: nothing,
    handle: ({ params, ...context }) => endTrust(context, params.id),
  });
}
