import { Group, Select, Stack } from '@mantine/core';
import { EmptyState, ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseYear } from '../shared/choose-year.tsx';
import { useAll } from '../shared/use-all.ts';
import { useYear } from '../shared/use-year.ts';
import type { SchoolClass, Staff } from '../types.ts';
import { ClassTimetable } from './class-timetable.tsx';

/** Timetables, class by class. @param mayName whether teachers can be chosen: their names are not for everybody */
export function TimetableTab({ mayName }: { readonly mayName: boolean }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { years, year, setYear } = useYear();
  const classes = useAll<SchoolClass>(`/classes?schoolYear=${year?.id}`, { enabled: year !== undefined });
  const staff = useAll<Staff>('/people?kind=staff', { enabled: mayName });
  const [chosen, setChosen] = useState<string>();
  const error = years.error ?? classes.error;
  if (error) return <ErrorState message={text(error)} onRetry={() => void years.refetch()} />;
  if (years.data === undefined) return <LoadingState />;
  if (year === undefined) return <EmptyState title={t('classes.no_year')} hint={t('classes.no_year_hint')} />;
  if (classes.data === undefined) return <LoadingState />;
  const of = classes.data.find(({ id }) => id === chosen) ?? classes.data[0];
  return (
    <Stack>
      <Group align="end">
        <ChooseYear years={years.data} value={year.id} onChange={setYear} />
        <Select
          label={t('classes.class')}
          data={classes.data.map(({ id, name }) => ({ value: id, label: name }))}
          value={of?.id ?? null}
          onChange={(id) => id !== null && setChosen(id)}
          allowDeselect={false}
          searchable
          w={200}
        />
      </Group>
      {of === undefined ? (
        <EmptyState title={t('classes.none')} />
      ) : (
        <ClassTimetable key={of.id} of={of} years={years.data} staff={staff.data ?? []} />
      )}
    </Stack>
  );
}
