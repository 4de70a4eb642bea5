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
import { delegate } from '../delegation/delegate.ts';
import { revokeDelegation } from '../delegation/end-delegation.ts';
import { type Holder, holderNames, holdersSeen } from '../managing/holder-names.ts';
import { ActNames, Login } from './schemas.ts';

const Delegation = Type.Object({
  id: Uuid,
  giver: Uuid,
  receiver: Uuid,
  login: Type.Optional(Type.String({ description: 'Of the receiver, while they work in this school.' })),
  name: Type.Optional(Type.String({ description: 'Of the receiver, by the register.' })),
  giverName: Type.Optional(Type.String()),
  mine: Type.Boolean({ description: 'Whether whoever asks gave it.' }),
  acts: Type.Array(Type.String()),
  class: Type.Optional(Uuid),
  className: Type.Optional(Type.String()),
  from: Type.String(),
  until: Type.String(),
  endedAt: Type.Optional(Type.String()),
});

/** Delegations of the school, which the principal gives, sees and ends. What one received is in `GET /me`. */
export function delegationRoutes(route: AddSchoolRoute): void {
  route({
    method: 'POST',
    url: '/delegations',
    summary: 'Hand acts on to a named person for a time',
    description: 'Both are told, now and when it ends; it ends by itself.',
    tag: 'rights',
    act: 'delegations.give',
    body: exactly({
      login: Login,
      acts: ActNames,
      class: Type.Optional(Uuid),
      from: Moment,
      until: Moment,
    }),
    answer: Made,
    status: 201,
    handle: async ({ body: { from, until, ...given }, ...context }) => ({
      id: await delegate(context, { ...given, from: new Date(from), until: new Date(until) }),
    }),
  });

  route({
    method: 'DELETE',
    url: '/delegations/:id',
    summary: 'Take a delegation back',
    tag: 'rights',
    act: 'delegations.give',
    params: ById,
    answer: nothing,
    handle: ({ params, ...context }) => revokeDelegation(context, params.id),
  });

  route({
    method: 'GET',
    url: '/delegations',
    summary: 'List the school’s delegations, the longest lasting first',
    tag: 'rights',
    act: 'delegations.give',
    query: pageQuery({}),
    answer: pageOf(Delegation),
    handle: async ({ query, ...context }) => {
      const { trx, vault } = context;
      const order = {
        by: ['delegation.valid_until', 'delegation.id'],
        direction: 'desc',
        list: 'delegations',
      } as const;
      const given = trx
        .selectFrom('delegation')
        .leftJoin('account', 'account.id', 'delegation.receiver')
        .leftJoin('class', (join) =>
          join.onRef('class.school', '=', 'delegation.school').onRef('class.id', '=', 'delegation.class'),
        )
        .selectAll('delegation')
        .select(['account.login', 'class.name as className']);
      const { items, ...next } = await readPage(given, order, query);
      const network = await vault.network(trx);
      const names = await holderNames(
        context,
        items.flatMap(({ giver, receiver }) => [giver, receiver]),
      );
      await holdersSeen(context, 'delegations', names);
      return {
        items: items.map((row) => ({
          id: row.id,
          giver: row.giver,
          receiver: row.receiver,
          mine: row.giver === context.account,
          ...nameOf('name', names.get(row.receiver)),
          ...nameOf('giverName', names.get(row.giver)),
          ...(row.login === null ? {} : { login: network.openLogin(row.receiver, row.login) }),
          acts: row.acts,
          ...(row.class === null ? {} : { class: row.class }),
          ...(row.className === null ? {} : { className: row.className }),
          from: row.valid_from.toISOString(),
          until: row.valid_until.toISOString(),
          ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
        })),
        ...next,
      };
    },
  });
}

const nameOf = <K extends string>(key: K, holder: Holder | undefined) =>
  (holder === undefined ? {} : { [key]: holder.name }) as { readonly [_ in K]?: string };
