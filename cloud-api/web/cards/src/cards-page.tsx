import { Tabs } from '@mantine/core';
import { AccountMenu, ErrorState, LoadingState, PageShell, useMe, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConsentsTab } from './consent/consents-tab.tsx';
import { DeskTab } from './desk/desk-tab.tsx';
import { FoundTab } from './found-tab.tsx';
import { JournalTab } from './journal-tab.tsx';
import { StockTab } from './stock/stock-tab.tsx';

const TABS = ['desk', 'stock', 'found', 'consents', 'journal'] as const;
type Tab = (typeof TABS)[number];

const wanted = (): Tab => TABS.find((tab) => location.hash === `#${tab}`) ?? 'desk';

/** The desk of the card officer. */
export function CardsPage() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { data: me, error, isPending, refetch } = useMe();
  const [tab, setTab] = useState<Tab>(wanted);
  const [person, setPerson] = useState<string>();
  const show = (next: string | null) => {
    const chosen = TABS.find((one) => one === next) ?? 'desk';
    history.replaceState(undefined, '', `#${chosen}`);
    setTab(chosen);
    if (chosen !== 'desk') setPerson(undefined);
  };
  const school = me?.schools.find((one) => one.id === me.school)?.name;
  return (
    <PageShell title={t('cards.title')} subtitle={school} aside={<AccountMenu />}>
      {isPending && <LoadingState />}
      {error && <ErrorState message={text(error)} onRetry={() => void refetch()} />}
      {me && (
        <Tabs value={tab} onChange={show} keepMounted={false}>
          <Tabs.List mb="lg">
            {TABS.map((one) => (
              <Tabs.Tab key={one} value={one} fz="md">
                {t(`tab.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="desk">
            <DeskTab person={person} />
          </Tabs.Panel>
          <Tabs.Panel value="stock">
            <StockTab />
          </Tabs.Panel>
          <Tabs.Panel value="found">
            <FoundTab />
          </Tabs.Panel>
          <Tabs.Panel value="consents">
            <ConsentsTab
              onPerson={(id) => {
                setPerson(id);
                show('desk');
              }}
            />
          </Tabs.Panel>
          <Tabs.Panel value="journal">
            <JournalTab />
          </Tabs.Panel>
        </Tabs>
      )}
    </PageShell>
  );
}
