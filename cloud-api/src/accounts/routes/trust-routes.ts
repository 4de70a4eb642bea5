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
import { endTrust, trust, withdrawTrust } from '../delegation/trust.ts';
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

const SchoolTrust = Type.Object({
  id: Uuid,
  giver: Type.Optional(Type.String({ description: 'Login of the guardian.' })),
  acts: TrustView.properties.acts,
  from: Type.String(),
  until: Type.String(),
  endedAt: TrustView.properties.endedAt,
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
          ...periodView(row),
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

  route({
    method: 'GET',
    url: '/people/:id/trusted-persons',
    summary: 'List whom guardians have trusted with a pupil, the longest lasting first',
    description: 'For the school; who they are, only the guardian who named them sees.',
    tag: 'rights',
    act: 'people.find',
    params: ById,
    query: pageQuery({}),
    answer: pageOf(SchoolTrust),
    handle: async ({ trx, vault, school, params, query }) => {
      const given = trx
        .selectFrom('trust')
        .leftJoin('account', 'account.id', 'trust.giver')
        .select(['trust.id', 'trust.giver', 'trust.acts', 'trust.ended_at', 'account.login'])
        .select(['trust.valid_from', 'trust.valid_until'])
        .where('trust.school', '=', school)
        .where('trust.child', '=', params.id);
      const order = {
        by: ['trust.valid_until', 'trust.id'],
        direction: 'desc',
        list: ['trust of', params.id],
      } as const;
      const { items, ...next } = await readPage(given, order, query);
      const network = await vault.network(trx);
      return {
        items: items.map((row) => ({
          id: row.id,
          ...(row.login === null ? {} : { giver: network.openLogin(row.giver, row.login) }),
          acts: row.acts,
          ...periodView(row),
        })),
        ...next,
      };
    },
  });

  route({
    method: 'POST',
    url: '/trusted-persons/:id/withdraw',
    summary: 'End the trust in a person on the school’s side',
    description: 'The guardian and the trusted person are told.',
    tag: 'rights',
    act: 'roster.change',
    params: ById,
    answer: nothing,
    handle: ({ params, ...context }) => withdrawTrust(context, params.id),
  });
}

const periodView = (row: { valid_from: Date; valid_until: Date; ended_at: Date | null }) => ({
  from: row.valid_from.toISOString(),
  until: row.valid_until.toISOString(),
  ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
});
