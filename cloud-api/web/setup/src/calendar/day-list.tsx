import { Table } from '@mantine/core';
import { EmptyState, ErrorState, LoadingState, ProblemAlert, useAct, useProblemText } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { useAll } from '../shared/use-all.ts';
import type { CalendarDay, SchoolClass, SchoolYear } from '../types.ts';
import { RangeRows } from './range-rows.tsx';
import { rangesOf } from './ranges-of.ts';

interface Props {
  readonly year: SchoolYear;
  readonly classes: readonly SchoolClass[];
}

/** The days of a year that are not as the week says, those that belong together in one line. */
export function DayList({ year, classes }: Props) {
  const { t } = useTranslation();
  const text = useProblemText();
  const remove = useAct();
  const days = useAll<CalendarDay>(`/calendar-days?from=${year.firstDay}&to=${year.lastDay}`);
  if (days.data === undefined)
    return days.error ? (
      <ErrorState message={text(days.error)} onRetry={() => void days.refetch()} />
    ) : (
      <LoadingState />
    );
  if (days.data.length === 0) return <EmptyState title={t('calendar.none')} hint={t('calendar.none_hint')} />;
  const nameOf = (id: string | undefined) =>
    id === undefined ? t('calendar.whole_school') : (classes.find((one) => one.id === id)?.name ?? '—');
  return (
    <>
      <ProblemAlert error={remove.error} />
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing="sm" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {(['day', 'kind', 'of', 'note'] as const).map((column) => (
                <Table.Th key={column}>{t(`calendar.${column}`)}</Table.Th>
              ))}
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rangesOf(days.data).map((range) => (
              <RangeRows
                key={range.entries[0]?.id}
                range={range}
                of={nameOf(range.class)}
                onTakeBack={(ids) => remove.mutate({ path: '/calendar-days/withdrawals', body: { ids } })}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}
