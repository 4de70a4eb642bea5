import { openRoutes, schoolRoutes } from '../api/index.ts';
import type { Capability } from '../server/capability.ts';
import { Callers } from './caller.ts';
import { OidcProvider } from './oidc/provider.ts';
import { accountRoutes } from './routes/account-routes.ts';
import { delegationRoutes } from './routes/delegation-routes.ts';
import { familyRoutes } from './routes/family-routes.ts';
import { firstPrincipalRoutes } from './routes/first-principal-routes.ts';
import { invitationRoutes } from './routes/invitation-routes.ts';
import { meRoutes } from './routes/me-routes.ts';
import { noticeRoutes } from './routes/notice-routes.ts';
import { oidcRoutes } from './routes/oidc-routes.ts';
import { ownAccessRoutes } from './routes/own-access-routes.ts';
import { sessionRoutes } from './routes/session-routes.ts';
import { tokenRoutes } from './routes/token-routes.ts';
import { trustRoutes } from './routes/trust-routes.ts';
import { ACCOUNT_CRONTAB, accountTasks } from './tasks.ts';

/** Accounts, sessions and rights as the shell sees them. */
export const accountsCapability: Capability = {
  name: 'accounts',
  pages: ['sign-in', 'account', 'access'],
  tasks: accountTasks,
  crontab: ACCOUNT_CRONTAB,
  routes: (app, parts) => {
    const open = openRoutes(app, parts);
    const inSchool = schoolRoutes(app, parts);
    const provider = parts.oidc === undefined ? undefined : new OidcProvider(parts.oidc);
    sessionRoutes(open, parts, provider);
    oidcRoutes(open, parts, new Callers(parts), provider);
    invitationRoutes(open, parts);
    firstPrincipalRoutes(open, parts);
    meRoutes(open, parts);
    ownAccessRoutes(open, parts);
    familyRoutes(open, parts);
    noticeRoutes(open, parts);
    accountRoutes(inSchool);
    delegationRoutes(inSchool);
    tokenRoutes(inSchool);
    trustRoutes(inSchool);
  },
};
