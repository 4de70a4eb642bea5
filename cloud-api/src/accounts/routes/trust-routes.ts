import { Type } from 'typebox';
import {
  type AddSchoolRoute,
  ById,
  exactly,
  Made,
  Moment,
  nothing,
  pageOf,
  pageQuery,
  readPage,
  Uuid,
} from '../../api/index.ts';
import { endTrust, trust } from '../delegation/trust.ts';
import { ActNames, Login } from './schemas.ts';

const TrustView = Type.Object({
  id: Uuid,
  child: Uuid,
  login: Type.String({ description: 'Of the trusted person.' }),
  acts: Type.Array(Type.String()),
  from: Type.String(),
  until: Type.String(),
  endedAt: Type.Optional(Type.String()),
});

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
    method: 'GET',
    url: '/trusted-persons',
    summary: 'List whom I have trusted with a child, the longest lasting first',
    tag: 'rights',
    act: 'trust.give',
    on: 'inside',
    query: pageQuery({ child: Type.Optional(Uuid) }),
    answer: pageOf(TrustView),
    handle: async ({ trx, vault, account, query }) => {
      const given = trx
        .selectFrom('trust')
        .selectAll()
        .select((eb) => eb.fn<Buffer>('vratar_trustee_login', ['id']).as('login'))
        .where('giver', '=', account)
        .$if(query.child !== undefined, (some) => some.where('child', '=', query.child!));
      const order = {
        by: ['valid_until', 'id'],
        direction: 'desc',
        list: ['trust', account, query.child],
      } as const;
      const { items, ...next } = await readPage(given, order, query);
      const network = await vault.network(trx);
      return {
        items: items.map((row) => ({
          id: row.id,
          child: row.child,
          login: network.openLogin(row.trustee, row.login),
          acts: row.acts,
          from: row.valid_from.toISOString(),
          until: row.valid_until.toISOString(),
          ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
        })),
        ...next,
      };
    },
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
