import { Tabs } from '@mantine/core';
import {
  AccountMenu,
  EmptyState,
  ErrorState,
  LoadingState,
  type Me,
  mayInSchool,
  PageShell,
  useMe,
  useProblemText,
} from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BellsTab } from './bells/bells-tab.tsx';
import { CalendarTab } from './calendar/calendar-tab.tsx';
import { ClassesTab } from './classes/classes-tab.tsx';
import { GatesTab } from './gates/gates-tab.tsx';
import { PlacesTab } from './places/places-tab.tsx';
import { SubjectsTab } from './subjects/subjects-tab.tsx';
import { TimetableTab } from './timetable/timetable-tab.tsx';

/** Tabs of which somebody may do at least a part; whoever keeps the roster reads the rules of the gates. */
function tabsFor(me: Me): readonly string[] {
  const roster = mayInSchool(me, 'roster.change');
  return [
    ...(roster ? ['classes', 'timetable', 'bells', 'subjects', 'calendar'] : []),
    ...(mayInSchool(me, 'gates.install') ? ['places'] : []),
    ...(roster || mayInSchool(me, 'gates.rules') ? ['gates'] : []),
  ];
}

/** What a school sets up for itself: its registers, its calendar, the rules of its gates. */
export function SetupPage() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { data: me, error, isPending, refetch } = useMe();
  const [wanted, setWanted] = useState(location.hash.slice(1));
  const tabs = me === undefined ? [] : tabsFor(me);
  const tab = tabs.find((one) => one === wanted) ?? tabs[0];
  const show = (next: string | null) => {
    if (next === null) return;
    history.replaceState(undefined, '', `#${next}`);
    setWanted(next);
  };
  const school = me?.schools.find((one) => one.id === me.school)?.name;
  return (
    <PageShell title={t('setup.title')} subtitle={school} aside={<AccountMenu />}>
      {isPending && <LoadingState />}
      {error && <ErrorState message={text(error)} onRetry={() => void refetch()} />}
      {me && tab === undefined && <EmptyState title={t('setup.nothing')} hint={t('setup.nothing_hint')} />}
      {me && tab !== undefined && (
        <Tabs value={tab} onChange={show} keepMounted={false}>
          <Tabs.List mb="lg">
            {tabs.map((one) => (
              <Tabs.Tab key={one} value={one} fz="md">
                {t(`setup.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="classes">
            <ClassesTab mayName={mayInSchool(me, 'people.find')} />
          </Tabs.Panel>
          <Tabs.Panel value="timetable">
            <TimetableTab mayName={mayInSchool(me, 'people.find')} />
          </Tabs.Panel>
          <Tabs.Panel value="bells">
            <BellsTab />
          </Tabs.Panel>
          <Tabs.Panel value="subjects">
            <SubjectsTab />
          </Tabs.Panel>
          <Tabs.Panel value="calendar">
            <CalendarTab />
          </Tabs.Panel>
          <Tabs.Panel value="places">
            <PlacesTab />
          </Tabs.Panel>
          <Tabs.Panel value="gates">
            <GatesTab mayChange={mayInSchool(me, 'gates.rules')} />
          </Tabs.Panel>
        </Tabs>
      )}
    </PageShell>
  );
}
