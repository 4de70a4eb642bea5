import { Alert, Tabs } from '@mantine/core';
import { IconUserShare } from '@tabler/icons-react';
import {
  AccountMenu,
  EmptyState,
  ErrorState,
  LoadingState,
  type Me,
  PageShell,
  useMe,
  useMoment,
  useProblemText,
} from '@vratar/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertsPage } from './alerts/alerts-page.tsx';
import { canDo } from './can-do.ts';
import { LessonsPage } from './lessons/lessons-page.tsx';
import { ReviewPage } from './lessons/review-page.tsx';
import { AspPage } from './month/asp-page.tsx';
import { ClassMonthPage } from './month/class-month-page.tsx';
import { CorrectionsPage } from './month/corrections-page.tsx';
import { MonthPage } from './month/month-page.tsx';
import { ReportsPage } from './reports/reports-page.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { InboxPage } from './signals/inbox-page.tsx';
import { SignalsPage } from './signals/signals-page.tsx';
import { Today } from './today.tsx';
import { go, useRoute } from './use-route.ts';

interface Section {
  readonly name: string;
  readonly act: string;
  readonly page: (part: string | undefined, me: Me) => ReactNode;
}

const SECTIONS: readonly Section[] = [
  { name: 'today', act: 'presence.see', page: () => <Today /> },
  { name: 'lessons', act: 'lessons.decide', page: (part) => <LessonsPage place={part} /> },
  { name: 'review', act: 'lessons.decide', page: (part) => <ReviewPage classId={part} /> },
  { name: 'class', act: 'month.check', page: (part) => <ClassMonthPage place={part} /> },
  { name: 'alerts', act: 'lessons.decide', page: (part) => <AlertsPage place={part} /> },
  { name: 'month', act: 'month.sign', page: (part) => <MonthPage month={part} /> },
  { name: 'asp', act: 'asp.confirm', page: (part) => <AspPage month={part} /> },
  { name: 'corrections', act: 'month.sign', page: () => <CorrectionsPage /> },
  { name: 'signals', act: 'signals.send', page: () => <SignalsPage /> },
  { name: 'inbox', act: 'signals.answer', page: () => <InboxPage /> },
  {
    name: 'reports',
    act: 'names.see',
    page: (part, me) => <ReportsPage kind={part} wholeSchool={seesWholeSchool(me)} />,
  },
  { name: 'settings', act: 'lessons.decide', page: () => <SettingsPage /> },
];

/** Reports of the whole school are for its principal and delegates without a class. */
const seesWholeSchool = (me: Me) =>
  me.grants.some(
    ({ role, school, class: of }) =>
      school === me.school && (role === 'principal' || (role === 'delegate' && of === undefined)),
  );

/** The work of teachers and principals: the day, lessons to decide, the month to sign. */
export function SchoolApp() {
  const { t } = useTranslation();
  const problem = useProblemText();
  const { data: me, error, isPending, refetch } = useMe();
  const { section, part } = useRoute();
  const school = me?.schools.find(({ id }) => id === me.school)?.name;
  const open = me === undefined ? [] : SECTIONS.filter(({ act }) => canDo(me, act));
  const shown = open.find(({ name }) => name === section) ?? open[0];
  return (
    <PageShell title={t(`app.${shown?.name ?? 'title'}`)} subtitle={school} aside={<AccountMenu />} wide>
      {error !== null && <ErrorState message={problem(error)} onRetry={() => void refetch()} />}
      {isPending && <LoadingState />}
      {me !== undefined && <DelegationBanner me={me} />}
      {me !== undefined && shown === undefined && (
        <EmptyState title={t('app.nothing')} hint={t('app.nothing.hint')} />
      )}
      {shown !== undefined && (
        <>
          <Tabs value={shown.name} onChange={(name) => go(name ?? shown.name)} mb="lg" className="sections">
            <Tabs.List>
              {open.map(({ name }) => (
                <Tabs.Tab key={name} value={name} fz="md">
                  {t(`app.${name}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs>
          {me !== undefined && shown.page(shown.name === section ? part : undefined, me)}
        </>
      )}
    </PageShell>
  );
}

/** A delegate always sees until when, and of what. */
function DelegationBanner({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const { moment } = useMoment();
  const given = me.grants.filter(({ role, school }) => role === 'delegate' && school === me.school);
  return given.map(({ until, acts = [] }) => (
    <Alert key={`${until}${acts.join()}`} color="blue" icon={<IconUserShare aria-hidden />} mb="md">
      {t('app.delegated', {
        until: until === undefined ? '' : moment(until, { dateStyle: 'long', timeStyle: 'short' }),
      })}
    </Alert>
  ));
}
