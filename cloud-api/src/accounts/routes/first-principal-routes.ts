import { VratarError } from '@vratar/protocol/errors';
import { Type } from 'typebox';
import { type AddOpenRoute, exactly, Uuid } from '../../api/index.ts';
import { inSchool } from '../../db/index.ts';
import { requireAct } from '../caller.ts';
import type { AccountParts } from '../context.ts';
import { inviteFirstPrincipal } from '../managing/first-principal.ts';
import { InvitationView, invitationView } from './invitation-view.ts';
import { LanguageCode, Login } from './schemas.ts';

/** How a school of the network gets its first principal; everybody else is invited by that one. */
export function firstPrincipalRoutes(route: AddOpenRoute, parts: AccountParts): void {
  route({
    who: 'person',
    method: 'POST',
    url: '/schools/:school/first-principal',
    summary: 'Invite the first principal of a school',
    description:
      'For operators of the network, as long as nobody who is or was principal can sign in. A link that nobody used is replaced by the new one.',
    tag: 'accounts',
    params: exactly({ school: Uuid }),
    body: exactly({ login: Login, language: LanguageCode }),
    answer: Type.Object({ id: Uuid, invitation: Type.Optional(InvitationView) }),
    status: 201,
    handle: async ({ caller, params: { school }, body }) => {
      requireAct(caller, 'fleet.operate', {});
      return inSchool(parts.api, { school, account: caller.id }, async (trx) => {
        const here = await trx.selectFrom('school').select('id').where('id', '=', school).executeTakeFirst();
        if (here === undefined)
          throw new VratarError('register_unknown', { what: 'school' }, { field: 'params/school' });
        const context = { trx, vault: parts.vault, school, account: caller.id, now: parts.now() };
        const { id, invitation } = await inviteFirstPrincipal(context, body);
        return { id, ...(invitation === undefined ? {} : { invitation: invitationView(invitation) }) };
      });
    },
  });
}
