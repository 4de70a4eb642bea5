import { Tabs } from '@mantine/core';
import {
  AccountMenu,
  EmptyState,
  ErrorState,
  LoadingState,
  type Me,
  mayInSchool,
  PageShell,
  type SchoolAct,
  useMe,
  useProblemText,
} from '@vratar/ui';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountsTab } from './accounts/accounts-tab.tsx';
import { AuditTab } from './audit/audit-tab.tsx';
import { DelegationsTab } from './delegations/delegations-tab.tsx';
import { ErasureTab } from './erasure/erasure-tab.tsx';
import { FamiliesTab } from './families/families-tab.tsx';
import { TokensTab } from './tokens/tokens-tab.tsx';

interface Section {
  readonly name: string;
  /** What the server asks for it; it decides, the page only leaves out what would be refused. */
  readonly act: SchoolAct;
  readonly page: (me: Me) => ReactNode;
}

const SECTIONS: readonly Section[] = [
  { name: 'accounts', act: 'accounts.manage', page: () => <AccountsTab /> },
  { name: 'delegations', act: 'delegations.give', page: () => <DelegationsTab /> },
  {
    name: 'families',
    act: 'people.find',
    page: (me) => <FamiliesTab changes={mayInSchool(me, 'roster.change')} />,
  },
  { name: 'erasure', act: 'subjects.erase', page: () => <ErasureTab /> },
  { name: 'tokens', act: 'tokens.manage', page: () => <TokensTab /> },
  {
    name: 'audit',
    act: 'audit.see',
    page: (me) => <AuditTab findsPeople={mayInSchool(me, 'people.find')} />,
  },
];

/** Who may do what in the school, and who did. */
export function AccessPage() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { data: me, error, isPending, refetch } = useMe();
  const [wanted, setWanted] = useState(location.hash.slice(1));
  const open = me === undefined ? [] : SECTIONS.filter(({ act }) => mayInSchool(me, act));
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
      {me !== undefined && shown !== undefined && (
        <Tabs value={shown.name} onChange={show} keepMounted={false}>
          <Tabs.List mb="lg">
            {open.map(({ name }) => (
              <Tabs.Tab key={name} value={name} fz="md">
                {t(`access.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={shown.name}>{shown.page(me)}</Tabs.Panel>
        </Tabs>
      )}
    </PageShell>
  );
}
