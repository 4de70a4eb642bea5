import { Alert, Badge, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { callApi, ErrorState, minuteIn, useMoment, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayText, mondayOf } from '../../../school/src/dates.ts';
import { WeekNav } from '../shared/week-nav.tsx';
import type { ClassDay, Coded } from '../types.ts';

/** A week as the class really has it: calendar, shift, bells and timetable put together. */
export function ClassWeek({ of, subjects }: { readonly of: string; readonly subjects: readonly Coded[] }) {
  const { t, i18n } = useTranslation();
  const { today, zone } = useMoment();
  const text = useProblemText();
  const [monday, setMonday] = useState(mondayOf(today));
  const dates = [0, 1, 2, 3, 4, 5, 6].map((offset) => addDays(monday, offset));
  const days = useQueries({
    queries: dates.map((date) => ({
      queryKey: ['class-day', of, date],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        callApi<ClassDay>('GET', `/classes/${of}/days/${date}`, undefined, { signal }),
    })),
  });
  const nameOf = (code: string) => subjects.find((one) => one.code === code)?.name ?? code;
  const failed = days.find(({ error }) => error !== null)?.error;
  const silent = [...new Set(days.flatMap(({ data }) => data?.withoutBell ?? []))].sort((a, b) => a - b);
  // The school's own clock, wherever this page is read; as bells are written: 07:30.
  const clock = (moment: string) => minuteIn(zone, Date.parse(moment)).slice(11);
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {t('timetable.week')}
      </Title>
      <WeekNav monday={monday} onChange={setMonday} />
      {failed && <ErrorState message={text(failed)} />}
      {silent.length > 0 && (
        <Alert color="orange">{t('timetable.without_bell', { hours: silent.join(', ') })}</Alert>
      )}
      <SimpleGrid cols={{ base: 2, sm: 3, md: 5 }} spacing="xs">
        {dates.map((date, index) => {
          const day = days[index]?.data;
          if (index > 4 && !day?.lessons) return null;
          return (
            <Card key={date} withBorder padding="xs">
              <Group gap={4} mb={4}>
                <Text fw={600}>
                  {dayText(date, i18n.language, { weekday: 'short', day: 'numeric', month: 'short' })}
                </Text>
                {day && i18n.exists(`kind.${day.kind}`) && (
                  <Badge size="sm" color="orange" variant="light" tt="none">
                    {t(`kind.${day.kind}`)}
                  </Badge>
                )}
              </Group>
              {day?.items.length === 0 && <Text c="dimmed">{t('timetable.no_lessons')}</Text>}
              {day?.items.map((lesson) => (
                <Text key={lesson.number} size="sm">
                  <Text span c="dimmed" size="sm">
                    {clock(lesson.start)}
                  </Text>{' '}
                  {lesson.subjects.map(nameOf).join(', ')}
                </Text>
              ))}
            </Card>
          );
        })}
      </SimpleGrid>
    </Stack>
  );
}
