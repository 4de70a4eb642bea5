import { Tabs } from '@mantine/core';
import { AccountMenu, ErrorState, LoadingState, PageShell, useMe, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CalendarTab } from './calendar-tab.tsx';
import { ClassesTab } from './classes-tab.tsx';
import { GatesTab } from './gates/gates-tab.tsx';

const TABS = ['classes', 'calendar', 'gates'] as const;
type Tab = (typeof TABS)[number];

const wanted = (): Tab => TABS.find((tab) => location.hash === `#${tab}`) ?? 'classes';

/** What a school sets up for itself: classes, the calendar, the rules of its gates. */
export function SetupPage() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { data: me, error, isPending, refetch } = useMe();
  const [tab, setTab] = useState<Tab>(wanted);
  const show = (next: string | null) => {
    const chosen = TABS.find((one) => one === next) ?? 'classes';
    history.replaceState(undefined, '', `#${chosen}`);
    setTab(chosen);
  };
  const school = me?.schools.find((one) => one.id === me.school)?.name;
  return (
    <PageShell title={t('setup.title')} subtitle={school} aside={<AccountMenu />}>
      {isPending && <LoadingState />}
      {error && <ErrorState message={text(error)} onRetry={() => void refetch()} />}
      {me && (
        <Tabs value={tab} onChange={show} keepMounted={false}>
          <Tabs.List mb="lg">
            {TABS.map((one) => (
              <Tabs.Tab key={one} value={one} fz="md">
                {t(`setup.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="classes">
            <ClassesTab />
          </Tabs.Panel>
          <Tabs.Panel value="calendar">
            <CalendarTab />
          </Tabs.Panel>
          <Tabs.Panel value="gates">
            <GatesTab />
          </Tabs.Panel>
        </Tabs>
      )}
    </PageShell>
  );
}
