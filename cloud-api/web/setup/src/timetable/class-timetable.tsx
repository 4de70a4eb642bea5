import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { EmptyState, ErrorState, LoadingState, useMoment, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { heldOn } from '../shared/timeline.ts';
import { useAll } from '../shared/use-all.ts';
import { VersionList } from '../shared/version-list.tsx';
import type { Coded, SchoolClass, SchoolYear, Staff, Timetable } from '../types.ts';
import { ClassWeek } from './class-week.tsx';
import { CopyFrom } from './copy-from.tsx';
import { LessonText } from './lesson-text.tsx';
import { extentOf, lessonsAt } from './lessons.ts';
import { TimetableEditor } from './timetable-editor.tsx';
import { WeekGrid } from './week-grid.tsx';

interface Props {
  readonly of: SchoolClass;
  readonly years: readonly SchoolYear[];
  readonly staff: readonly Staff[];
}

/** The timetable of one class: what holds today, what from when, and the week that comes of it. */
export function ClassTimetable({ of, years, staff }: Props) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { day, today } = useMoment();
  const versions = useAll<Timetable>(`/timetables?class=${of.id}`);
  const subjects = useAll<Coded>('/subjects');
  const classes = useAll<SchoolClass>('/classes');
  const [chosen, setChosen] = useState<string>();
  const [editing, setEditing] = useState(false);
  const error = versions.error ?? subjects.error;
  if (error) return <ErrorState message={text(error)} onRetry={() => void versions.refetch()} />;
  if (versions.data === undefined || subjects.data === undefined) return <LoadingState />;
  const shown =
    versions.data.find(({ id }) => id === chosen) ?? heldOn(versions.data, today) ?? versions.data.at(-1);
  const others = (classes.data ?? []).filter(({ id }) => id !== of.id);
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h3">
          {shown === undefined
            ? t('timetable.of', { class: of.name })
            : t(shown.onlyThatDay ? 'timetable.of_on' : 'timetable.of_from', {
                class: of.name,
                day: day(shown.holdsFrom),
              })}
        </Title>
        <Group>
          <Anchor href="/imports/">{t('timetable.import')}</Anchor>
          <Button onClick={() => setEditing(true)}>{t('timetable.change')}</Button>
        </Group>
      </Group>
      {shown === undefined ? (
        <EmptyState title={t('timetable.none')} hint={t('timetable.none_hint')} />
      ) : (
        <WeekGrid
          {...extentOf(shown.lessons)}
          cell={(weekday, period) => (
            <LessonText
              lessons={lessonsAt(shown.lessons, weekday, period)}
              subjects={subjects.data}
              staff={staff}
            />
          )}
        />
      )}
      {versions.data.length > 0 && (
        <>
          <Title order={3} size="h4">
            {t('timetable.versions')}
          </Title>
          <VersionList
            versions={versions.data}
            what={({ lessons }) => <Text span>{t('timetable.lessons', { count: lessons.length })}</Text>}
            path={({ id }) => `/timetables/${id}`}
            acts={({ id }) =>
              id === shown?.id ? null : (
                <Button variant="subtle" size="compact-md" onClick={() => setChosen(id)}>
                  {t('setup.show')}
                </Button>
              )
            }
          />
          <ClassWeek of={of.id} subjects={subjects.data} />
        </>
      )}
      {editing && (
        <TimetableEditor
          of={of}
          basis={shown?.lessons ?? []}
          subjects={subjects.data}
          staff={staff}
          copyFrom={(onCopy) => (
            <CopyFrom own={versions.data} classes={others} years={years} onCopy={onCopy} />
          )}
          onClose={() => setEditing(false)}
        />
      )}
    </Stack>
  );
}
