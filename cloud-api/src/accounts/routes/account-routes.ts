import { VratarError } from '@vratar/protocol/errors';
import { Type } from 'typebox';
import {
  type AddSchoolRoute,
  ById,
  exactly,
  Moment,
  nothing,
  pageOf,
  pageQuery,
  Uuid,
} from '../../api/index.ts';
import type { ActContext } from '../context.ts';
import { endRole, endSessions, lockAccount, resetAccount, unlockAccount } from '../managing/govern.ts';
import { holdersSeen } from '../managing/holder-names.ts';
import type { Invitation } from '../managing/invitation.ts';
import { giveRole, invite } from '../managing/invite.ts';
import { type ListedAccount, listAccounts, readAccount } from '../managing/list-accounts.ts';
import { AccountView, accountView, RoleName } from './account-view.ts';
import { InvitationView, invitationView } from './invitation-view.ts';
import { LanguageCode, Login } from './schemas.ts';

const GivenRole = {
  role: RoleName,
  number: Type.String({
    minLength: 1,
    maxLength: 20,
    description: 'Account number of the person in the register of the school.',
  }),
  class: Type.Optional(Uuid),
  until: Type.Optional(Moment),
};
const WithInvitation = Type.Object({ id: Uuid, invitation: Type.Optional(InvitationView) });
const shared = { tag: 'accounts', act: 'accounts.manage' } as const;

/** Accounts of the school's people: the principal invites, gives and ends roles, locks and resets. */
export function accountRoutes(route: AddSchoolRoute): void {
  route({
    ...shared,
    method: 'GET',
    url: '/accounts',
    summary: 'List the accounts of the school, the newest first',
    query: pageQuery({
      text: Type.Optional(
        Type.String({ minLength: 1, maxLength: 254, description: 'Beginnings of names, or a whole e-mail.' }),
      ),
      role: Type.Optional(RoleName),
      staff: Type.Optional(Type.Boolean({ description: 'Neither parents nor pupils.' })),
      former: Type.Optional(Type.Boolean({ description: 'Those without a role here any more.' })),
    }),
    answer: pageOf(AccountView),
    handle: async ({ query, ...context }) => {
      const { items, ...next } = await listAccounts(context, query);
      return { items: await shown(context, items), ...next };
    },
  });

  route({
    ...shared,
    method: 'GET',
    url: '/accounts/:id',
    summary: 'Show an account of the school',
    params: ById,
    answer: AccountView,
    handle: async ({ params, ...context }) => {
      const account = await readAccount(context, params.id);
      if (account === undefined) throw new VratarError('account_unknown', {}, { field: 'params/id' });
      return (await shown(context, [account]))[0]!;
    },
  });

  route({
    ...shared,
    method: 'POST',
    url: '/accounts',
    summary: 'Invite a person of the register',
    description:
      'Somebody who has an account already, here or in another school, gets the role in that one: then there is no invitation.',
    body: exactly({ login: Login, language: LanguageCode, ...GivenRole }),
    answer: WithInvitation,
    status: 201,
    handle: async ({ body, ...context }) =>
      withView(await invite(context, { ...body, ...untilOf(body) } as never)),
  });

  route({
    ...shared,
    method: 'POST',
    url: '/accounts/:id/roles',
    summary: 'Give an account another role in the school',
    params: ById,
    description: 'Where nobody has opened the account and no link is on the way, there is a new one.',
    body: exactly(GivenRole),
    answer: WithInvitation,
    status: 201,
    handle: async ({ params, body, ...context }) => {
      const account = await readAccount(context, params.id);
      if (account === undefined) throw new VratarError('account_unknown', {}, { field: 'params/id' });
      return withView(await giveRole(context, params.id, { ...body, ...untilOf(body) } as never));
    },
  });

  route({
    ...shared,
    method: 'DELETE',
    url: '/accounts/:id/roles/:role',
    summary: 'End a role of an account',
    params: exactly({ id: Uuid, role: Uuid }),
    answer: nothing,
    handle: ({ params, ...context }) => endRole(context, params.id, params.role),
  });

  route({
    ...shared,
    method: 'POST',
    url: '/accounts/:id/invitation',
    summary: 'Take the password of an account away and make a link for another',
    description:
      'Its linked identities go, too, and its open sessions end. Refused for somebody who also has rights outside of this school.',
    params: ById,
    answer: InvitationView,
    status: 201,
    handle: async ({ params, ...context }) => invitationView(await resetAccount(context, params.id)),
  });

  route({
    ...shared,
    method: 'POST',
    url: '/accounts/:id/lock',
    summary: 'Lock an account out of the school',
    params: ById,
    answer: nothing,
    handle: ({ params, ...context }) => lockAccount(context, params.id),
  });

  route({
    ...shared,
    method: 'POST',
    url: '/accounts/:id/unlock',
    summary: 'Unlock an account, also after wrong passwords',
    params: ById,
    answer: nothing,
    handle: ({ params, ...context }) => unlockAccount(context, params.id),
  });

  route({
    ...shared,
    method: 'DELETE',
    url: '/accounts/:id/sessions',
    summary: 'End the open sessions of an account in the school',
    params: ById,
    answer: Type.Object({ ended: Type.Integer() }),
    handle: async ({ params, ...context }) => ({ ended: await endSessions(context, params.id) }),
  });
}

const untilOf = ({ until }: { readonly until?: string }) =>
  until === undefined ? {} : { until: new Date(until) };

const withView = ({ id, invitation }: { readonly id: string; readonly invitation?: Invitation }) => ({
  id,
  ...(invitation === undefined ? {} : { invitation: invitationView(invitation) }),
});

async function shown(context: ActContext, accounts: readonly ListedAccount[]) {
  const holders = accounts.flatMap(({ id, holder }) => (holder === undefined ? [] : [[id, holder] as const]));
  await holdersSeen(context, 'accounts', new Map(holders));
  return accounts.map((account) => accountView(account, context.account));
}
