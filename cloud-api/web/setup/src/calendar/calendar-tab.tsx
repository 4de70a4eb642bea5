import { Button, Group, Stack, Title } from '@mantine/core';
import {
  ConfirmButton,
  EmptyState,
  ErrorState,
  ListView,
  LoadingState,
  ProblemAlert,
  useAct,
  useMoment,
  useProblemText,
} from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseYear } from '../shared/choose-year.tsx';
import { useAll } from '../shared/use-all.ts';
import { useYear } from '../shared/use-year.ts';
import type { CalendarDay, SchoolClass, SchoolYear } from '../types.ts';
import { DayForm } from './day-form.tsx';
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
        <Days year={year} classes={classes.data ?? []} />
      </Stack>
    </Stack>
  );
}

function Days({ year, classes }: { readonly year: SchoolYear; readonly classes: readonly SchoolClass[] }) {
  const { t } = useTranslation();
  const { day } = useMoment();
  const remove = useAct();
  const nameOf = (id: string | undefined) =>
    id === undefined ? t('calendar.whole_school') : (classes.find((one) => one.id === id)?.name ?? '—');
  return (
    <>
      <ProblemAlert error={remove.error} />
      <ListView<CalendarDay>
        path={`/calendar-days?from=${year.firstDay}&to=${year.lastDay}`}
        head={[t('calendar.day'), t('calendar.kind'), t('calendar.of'), t('calendar.note'), '']}
        empty={{ title: t('calendar.none'), hint: t('calendar.none_hint') }}
        row={(one) => ({
          key: one.id,
          cells: [
            day(one.day),
            `${t(`kind.${one.kind}`)}${one.asWeekday === undefined ? '' : ` · ${t('calendar.as', { weekday: t(`weekday.${one.asWeekday}`) })}`}`,
            nameOf(one.class),
            one.note || '—',
            <ConfirmButton
              key="remove"
              size="compact-md"
              variant="subtle"
              question={t('calendar.remove_question')}
              onConfirm={() =>
                remove.mutate({ method: 'DELETE', path: `/calendar-days/${one.id}`, body: undefined })
              }
            >
              {t('setup.take_back')}
            </ConfirmButton>,
          ],
        })}
      />
    </>
  );
}
