import { type Static, Type } from 'typebox';
import { Uuid } from '../../api/index.ts';
import type { ListedAccount } from '../managing/list-accounts.ts';
import { SCHOOL_ROLES } from '../permissions/index.ts';

export const RoleName = Type.Enum([...SCHOOL_ROLES]);
const Time = Type.String();

export const AccountView = Type.Object({
  id: Uuid,
  login: Type.String(),
  name: Type.Optional(Type.String({ description: 'Of the person of the register whose account it is.' })),
  person: Type.Optional(Uuid),
  createdAt: Time,
  state: Type.Enum(['invited', 'invitation_over', 'active', 'locked', 'locked_out', 'former'], {
    description: '`locked` by the school; `locked_out` for a while, after wrong passwords.',
  }),
  until: Type.Optional(Type.String({ description: 'When an invitation or a lock-out ends.' })),
  roles: Type.Array(
    Type.Object({
      id: Uuid,
      role: RoleName,
      class: Type.Optional(Uuid),
      className: Type.Optional(Type.String()),
      from: Time,
      until: Type.Optional(Time),
      ended: Type.Boolean(),
    }),
  ),
  password: Type.Boolean({ description: 'Whether a password opens it.' }),
  identities: Type.Integer({ description: 'Identity providers that open it.' }),
  sessions: Type.Integer({ description: 'Open ones in this school.' }),
  usedAt: Type.Optional(Time),
  elsewhere: Type.Boolean({
    description: 'Whether it also has rights outside of this school, which then cannot reset its password.',
  }),
  me: Type.Boolean(),
});

export function accountView(account: ListedAccount, me: string): Static<typeof AccountView> {
  const { id, login, holder, createdAt, roles, state } = account;
  return {
    id,
    login,
    ...(holder === undefined ? {} : { name: holder.name, person: holder.person }),
    createdAt: createdAt.toISOString(),
    ...stateOf(account),
    roles: roles.map((held) => ({
      id: held.id,
      role: held.role,
      ...(held.class === null ? {} : { class: held.class }),
      ...(held.className === null ? {} : { className: held.className }),
      from: held.from.toISOString(),
      ...(held.until === null ? {} : { until: held.until.toISOString() }),
      ended: held.ended,
    })),
    password: state.has_password,
    identities: state.identities,
    sessions: state.sessions,
    ...(state.used_at === null ? {} : { usedAt: state.used_at.toISOString() }),
    elsewhere: state.elsewhere,
    me: id === me,
  };
}

function stateOf({ roles, state, lockedAt, invitedUntil }: ListedAccount): {
  readonly state: Static<typeof AccountView>['state'];
  readonly until?: string;
} {
  if (roles.every(({ ended }) => ended)) return { state: 'former' };
  if (lockedAt !== undefined) return { state: 'locked' };
  if (invitedUntil !== undefined) return { state: 'invited', until: invitedUntil.toISOString() };
  if (!state.has_password && state.identities === 0) return { state: 'invitation_over' };
  if (state.locked_out_until === null) return { state: 'active' };
  return { state: 'locked_out', until: state.locked_out_until.toISOString() };
}
