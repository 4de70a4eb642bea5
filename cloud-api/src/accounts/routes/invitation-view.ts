import { type Static, Type } from 'typebox';
import type { Invitation } from '../managing/invitation.ts';

export const InvitationView = Type.Object(
  {
    path: Type.String({ description: 'Of the page that asks for the first password; shown this once.' }),
    expiresAt: Type.String(),
  },
  { description: 'Hand it to the person; it works once.' },
);

/** The secret stands behind `#`, where neither servers' logs nor the next site get to see it. */
export const invitationView = ({ secret, expiresAt }: Invitation): Static<typeof InvitationView> => ({
  path: `/sign-in/#invitation=${secret}`,
  expiresAt: expiresAt.toISOString(),
});
