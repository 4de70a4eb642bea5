import { ActionIcon, Badge, Button, Group, SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconWritingSign } from '@tabler/icons-react';
import { DataAge, EmptyState, ErrorState, LoadingState, useMoment, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayText, mondayOf } from '../dates.ts';
import { go } from '../use-route.ts';
import { ClassGrid } from './class-grid.tsx';
import { EvidenceDrawer } from './evidence-drawer.tsx';
import { ExcuseDialog } from './excuse-dialog.tsx';
import { Legend } from './legend.tsx';
import { useClasses, useWeek } from './use-lessons.ts';

/** A class over a day or a week, lesson by lesson. The address keeps class and date: `#lessons/<class>/<date>`. */
export function LessonsPage({ place }: { readonly place: string | undefined }) {
  const { t, i18n } = useTranslation();
  const { today } = useMoment();
  const problem = useProblemText();
  const narrow = useMediaQuery('(max-width: 1000px)', undefined, { getInitialValueInEffect: false });
  const [chosen, setSpan] = useState<'day' | 'week'>();
  const span = chosen ?? (narrow ? 'day' : 'week');
  const classes = useClasses();
  const [asked, date = today] = place?.split('/') ?? [];
  const classId = asked ?? classes.data?.classes[0]?.id;
  const from = span === 'day' ? date : mondayOf(date);
  const to = span === 'day' ? date : addDays(from, 4);
  const week = useWeek(classId, from, to);
  const shown = week.data?.class.id === classId ? week.data : undefined;
  const [evidence, setEvidence] = useState<{ person: string; date: string }>();
  const [excusing, setExcusing] = useState<{ persons: readonly string[]; date: string }>();
  const move = (to: string) => go('lessons', `${classId}/${to}`);
  if (classes.error !== null)
    return <ErrorState message={problem(classes.error)} onRetry={() => void classes.refetch()} />;
  if (classes.isPending) return <LoadingState />;
  if (classId === undefined) return <EmptyState title={t('lessons.no_class')} />;
  const step = span === 'day' ? 1 : 7;
  const waiting = classes.data.classes.find(({ id }) => id === classId)?.undecided ?? 0;
  return (
    <>
      <Group mb="md" align="flex-end">
        <Select
          label={t('lessons.class')}
          w={130}
          allowDeselect={false}
          searchable
          value={classId}
          onChange={(id) => id !== null && go('lessons', `${id}/${date}`)}
          data={classes.data.classes.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SegmentedControl
          value={span}
          onChange={(value) => setSpan(value as 'day' | 'week')}
          data={[
            { value: 'day', label: t('lessons.day') },
            { value: 'week', label: t('lessons.week') },
          ]}
        />
        <Group gap={4} align="flex-end">
          <ActionIcon
            variant="default"
            aria-label={t('lessons.earlier')}
            onClick={() => move(addDays(date, -step))}
          >
            <IconChevronLeft aria-hidden />
          </ActionIcon>
          <TextInput
            type="date"
            aria-label={t('lessons.date')}
            value={date}
            onChange={(event) => event.currentTarget.value !== '' && move(event.currentTarget.value)}
          />
          <ActionIcon
            variant="default"
            aria-label={t('lessons.later')}
            onClick={() => move(addDays(date, step))}
          >
            <IconChevronRight aria-hidden />
          </ActionIcon>
          <Button variant="default" onClick={() => move(today)}>
            {t('lessons.today')}
          </Button>
        </Group>
        {waiting > 0 && (
          <Button
            color="orange"
            variant="light"
            leftSection={<IconWritingSign size={20} aria-hidden />}
            onClick={() => go('review', classId)}
          >
            {t('lessons.waiting', { count: waiting })}
          </Button>
        )}
        {shown !== undefined && shown.today >= from && shown.today <= to && (
          <DataAge timezone={shown.timezone} at={shown.dataAt} liveMs={90_000} staleMs={150_000} />
        )}
      </Group>
      <Text fw={600} mb="xs">
        {dayText(from, i18n.language, { dateStyle: 'full' })}
        {from !== to && ` – ${dayText(to, i18n.language, { dateStyle: 'full' })}`}
        {shown?.days.some((day) => !day.open) && (
          <Badge ml="sm" color="gray" tt="none" size="lg">
            {t('lessons.closed')}
          </Badge>
        )}
      </Text>
      {week.error !== null && (
        <ErrorState message={problem(week.error)} onRetry={() => void week.refetch()} />
      )}
      {shown === undefined && week.error === null && <LoadingState />}
      {shown !== undefined && (
        <>
          <ClassGrid
            key={`${classId}/${shown.days[0]?.date}/${shown.days.length}`}
            week={shown}
            onEvidence={(person, day) => setEvidence({ person, date: day })}
            onExcuse={(persons, day) => setExcusing({ persons, date: day })}
          />
          <Legend />
        </>
      )}
      <EvidenceDrawer
        place={evidence}
        onClose={() => setEvidence(undefined)}
        onExcuse={(persons, day) => setExcusing({ persons, date: day })}
      />
      <ExcuseDialog
        asked={excusing}
        names={new Map(shown?.pupils.map(({ person, name }) => [person, name]))}
        onClose={() => setExcusing(undefined)}
      />
    </>
  );
}
