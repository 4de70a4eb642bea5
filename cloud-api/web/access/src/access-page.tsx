import { Tabs } from '@mantine/core';
import {
  AccountMenu,
  EmptyState,
  ErrorState,
  LoadingState,
  PageShell,
  useMe,
  useProblemText,
} from '@vratar/ui';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountsTab } from './accounts/accounts-tab.tsx';
import { AuditTab } from './audit/audit-tab.tsx';
import { DelegationsTab } from './delegations/delegations-tab.tsx';
import { FamiliesTab } from './families/families-tab.tsx';
import { TokensTab } from './tokens/tokens-tab.tsx';

interface Section {
  readonly name: string;
  /** What the server asks for it; it decides, the page only leaves out what would be refused. */
  readonly act: string;
  readonly roles: readonly string[];
  readonly page: () => ReactNode;
}

const SECTIONS: readonly Section[] = [
  { name: 'accounts', act: 'accounts.manage', roles: ['principal'], page: () => <AccountsTab /> },
  { name: 'delegations', act: 'delegations.give', roles: ['principal'], page: () => <DelegationsTab /> },
  {
    name: 'families',
    act: 'people.find',
    roles: ['principal', 'card_officer'],
    page: () => <FamiliesTab />,
  },
  { name: 'tokens', act: 'tokens.manage', roles: ['principal'], page: () => <TokensTab /> },
  { name: 'audit', act: 'audit.see', roles: ['principal', 'dpo'], page: () => <AuditTab /> },
];

/** Who may do what in the school, and who did. */
export function AccessPage() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { data: me, error, isPending, refetch } = useMe();
  const [wanted, setWanted] = useState(location.hash.slice(1));
  const grants = me?.grants.filter(({ school }) => school === me.school) ?? [];
  const open = SECTIONS.filter(({ act, roles }) =>
    grants.some(({ role, acts, class: of }) =>
      // What is delegated for one class opens no list of the school.
      role === 'delegate' ? of === undefined && acts?.includes(act) : roles.includes(role),
    ),
  );
  const shown = open.find(({ name }) => name === wanted) ?? open[0];
  const show = (name: string | null) => {
    if (name === null) return;
    history.replaceState(undefined, '', `#${name}`);
    setWanted(name);
  };
  const school = me?.schools.find(({ id }) => id === me.school)?.name;
  return (
    <PageShell title={t('access.title')} subtitle={school} aside={<AccountMenu />}>
      {isPending && <LoadingState />}
      {error && <ErrorState message={text(error)} onRetry={() => void refetch()} />}
      {me !== undefined && shown === undefined && (
        <EmptyState title={t('access.nothing')} hint={t('access.nothing_hint')} />
      )}
      {shown !== undefined && (
        <Tabs value={shown.name} onChange={show} keepMounted={false}>
          <Tabs.List mb="lg">
            {open.map(({ name }) => (
              <Tabs.Tab key={name} value={name} fz="md">
                {t(`access.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={shown.name}>{shown.page()}</Tabs.Panel>
        </Tabs>
      )}
    </PageShell>
  );
}
