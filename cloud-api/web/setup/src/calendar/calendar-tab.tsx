import { Button, Group, Stack, Title } from '@mantine/core';
import { EmptyState, ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseYear } from '../shared/choose-year.tsx';
import { useAll } from '../shared/use-all.ts';
import { useYear } from '../shared/use-year.ts';
import type { SchoolClass } from '../types.ts';
import { DayForm } from './day-form.tsx';
import { DayList } from './day-list.tsx';
import { TermsForm } from './terms-form.tsx';
import { YearDialog } from './year-dialog.tsx';

/** Terms of a school year, and the days that are not as the week says. */
export function CalendarTab() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { years, year, setYear } = useYear();
  const [adding, setAdding] = useState(false);
  const classes = useAll<SchoolClass>(`/classes?schoolYear=${year?.id}`, { enabled: year !== undefined });
  if (years.error) return <ErrorState message={text(years.error)} onRetry={() => void years.refetch()} />;
  if (years.data === undefined) return <LoadingState />;
  const add = <Button onClick={() => setAdding(true)}>{t('calendar.add_year')}</Button>;
  const dialog = adding && (
    <YearDialog
      newest={years.data[0]}
      onDone={(id) => {
        setYear(id);
        setAdding(false);
      }}
      onClose={() => setAdding(false)}
    />
  );
  if (year === undefined)
    return (
      <>
        <EmptyState title={t('classes.no_year')} hint={add} />
        {dialog}
      </>
    );
  return (
    <Stack gap="xl">
      <Group align="start" justify="space-between">
        <Group align="start" gap="xl">
          <ChooseYear years={years.data} value={year.id} onChange={setYear} />
          <TermsForm key={year.id + JSON.stringify(year.terms)} year={year} />
        </Group>
        {add}
      </Group>
      {dialog}
      <Stack>
        <Title order={2} size="h3">
          {t('calendar.days')}
        </Title>
        <DayForm classes={classes.data ?? []} />
        <DayList year={year} classes={classes.data ?? []} />
      </Stack>
    </Stack>
  );
}
