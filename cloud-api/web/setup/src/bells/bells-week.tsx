import { Badge, Stack, Table } from '@mantine/core';
import { useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayText, mondayOf } from '../../../school/src/dates.ts';
import { heldOn } from '../shared/timeline.ts';
import { useAll } from '../shared/use-all.ts';
import { WeekNav } from '../shared/week-nav.tsx';
import type { Bells, CalendarDay } from '../types.ts';

const FREE: readonly string[] = ['holiday', 'off_day'];

/** When the bell rings on each day of a week, by what holds on that day and by the calendar of the school. */
export function BellsWeek({ bells }: { readonly bells: readonly Bells[] }) {
  const { t, i18n } = useTranslation();
  const { today } = useMoment();
  const [monday, setMonday] = useState(mondayOf(today));
  const sunday = addDays(monday, 6);
  const entries = useAll<CalendarDay>(`/calendar-days?from=${monday}&to=${sunday}`);
  const entryOf = (date: string) =>
    entries.data?.find((entry) => entry.day === date && entry.class === undefined);
  const days = [0, 1, 2, 3, 4, 5, 6]
    .map((offset) => addDays(monday, offset))
    .filter((date, index) => index < 5 || entryOf(date)?.kind === 'school_day')
    .map((date) => ({ date, entry: entryOf(date), held: heldOn(bells, date) }));
  const numbers = [...new Set(days.flatMap(({ held }) => held?.periods.map(({ number }) => number) ?? []))];
  return (
    <Stack gap="xs">
      <WeekNav monday={monday} onChange={setMonday} />
      <Table.ScrollContainer minWidth={620}>
        <Table verticalSpacing={4} withColumnBorders>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={50}>№</Table.Th>
              {days.map(({ date, entry, held }) => (
                <Table.Th key={date}>
                  {dayText(date, i18n.language, { weekday: 'short', day: 'numeric', month: 'short' })}{' '}
                  {entry && (
                    <Badge size="sm" color="orange" variant="light" tt="none">
                      {t(`kind.${entry.kind}`)}
                    </Badge>
                  )}
                  {held?.onlyThatDay && (
                    <Badge size="sm" color="blue" variant="light" tt="none">
                      {t('bells.special')}
                    </Badge>
                  )}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {numbers
              .sort((a, b) => a - b)
              .map((number) => (
                <Table.Tr key={number}>
                  <Table.Td>{number}</Table.Td>
                  {days.map(({ date, entry, held }) => {
                    const period = held?.periods.find((one) => one.number === number);
                    const rings = period !== undefined && !(entry && FREE.includes(entry.kind));
                    return (
                      <Table.Td key={date} style={{ whiteSpace: 'nowrap' }}>
                        {rings ? `${period.start}–${period.end}` : ''}
                      </Table.Td>
                    );
                  })}
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
