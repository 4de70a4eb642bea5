import { Tabs } from '@mantine/core';
import { AccountMenu, ErrorState, LoadingState, type Me, PageShell, useMe, useProblemText } from '@vratar/ui';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChildrenTab } from './children/children-tab.tsx';
import { OwnConsent } from './consent/own-consent.tsx';
import { NoticesTab } from './notices/notices-tab.tsx';
import { DelegatedToMe } from './own/delegated-to-me.tsx';
import { SecurityTab } from './own/security-tab.tsx';

interface Section {
  readonly name: string;
  readonly open: (me: Me) => boolean;
  readonly page: (me: Me) => ReactNode;
}

const always = () => true;
/** Who the holder is as a pupil of the school where they are now. */
const pupilOf = ({ grants, school }: Me) =>
  grants.find((grant) => grant.role === 'pupil' && grant.school === school)?.person;
const SECTIONS: readonly Section[] = [
  {
    name: 'children',
    open: (me) => me.grants.some(({ role, school }) => role === 'parent' && school === me.school),
    page: () => <ChildrenTab />,
  },
  {
    name: 'consent',
    open: (me) => pupilOf(me) !== undefined,
    page: (me) => <OwnConsent person={pupilOf(me)!} self />,
  },
  { name: 'security', open: always, page: (me) => <SecurityTab me={me} /> },
  { name: 'rights', open: always, page: (me) => <DelegatedToMe me={me} /> },
  { name: 'notices', open: always, page: (me) => <NoticesTab me={me} /> },
];

/** One's own account: ways in, devices, rights, notices; for guardians their children. */
export function AccountPage() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { data: me, error, isPending, refetch } = useMe();
  const [wanted, setWanted] = useState(location.hash.slice(1));
  useEffect(() => {
    const follow = () => setWanted(location.hash.slice(1));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const open = me === undefined ? [] : SECTIONS.filter((section) => section.open(me));
  const shown = open.find(({ name }) => name === wanted) ?? open[0];
  const show = (name: string | null) => {
    if (name === null) return;
    history.replaceState(undefined, '', `#${name}`);
    setWanted(name);
  };
  return (
    <PageShell title={t('account.own')} subtitle={me?.login} aside={<AccountMenu />}>
      {isPending && <LoadingState />}
      {error && <ErrorState message={text(error)} onRetry={() => void refetch()} />}
      {me !== undefined && shown !== undefined && (
        <Tabs value={shown.name} onChange={show} keepMounted={false}>
          <Tabs.List mb="lg">
            {open.map(({ name }) => (
              <Tabs.Tab key={name} value={name} fz="md">
                {t(`own.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={shown.name}>{shown.page(me)}</Tabs.Panel>
        </Tabs>
      )}
    </PageShell>
  );
}
