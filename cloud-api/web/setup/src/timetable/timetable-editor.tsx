import { ActionIcon, Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { ProblemAlert, useAct, useMoment } from '@vratar/ui';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HoldsFields } from '../shared/holds-fields.tsx';
import type { Coded, Lesson, SchoolClass, Staff } from '../types.ts';
import { HourDialog } from './hour-dialog.tsx';
import { LessonText } from './lesson-text.tsx';
import { extentOf, lessonsAt, withLessons } from './lessons.ts';
import { WeekGrid } from './week-grid.tsx';

/** No subject’s code is of blanks. */
const NOTHING = ' ';

interface Props {
  readonly of: SchoolClass;
  readonly basis: readonly Lesson[];
  readonly subjects: readonly Coded[];
  readonly staff: readonly Staff[];
  readonly copyFrom: (onCopy: (lessons: readonly Lesson[]) => void) => ReactNode;
  readonly onClose: () => void;
}

/** Another timetable of a class, from a day on or on one day: what held before stays in the past. */
export function TimetableEditor({ of, basis, subjects, staff, copyFrom, onClose }: Props) {
  const { t } = useTranslation();
  const { today } = useMoment();
  const [lessons, setLessons] = useState(basis);
  const [hours, setHours] = useState(7);
  const [holds, setHolds] = useState({ holdsFrom: today, onlyThatDay: false });
  const choices = [
    { value: NOTHING, label: '—' },
    ...subjects.map(({ code, name }) => ({ value: code, label: name })),
  ];
  const [open, setOpen] = useState<readonly [weekday: number, period: number]>();
  const set = useAct(onClose);
  const { weekdays, periods } = extentOf(lessons, hours);
  const put = (weekday: number, period: number, now: Parameters<typeof withLessons>[3]) =>
    setLessons(withLessons(lessons, weekday, period, now));
  const hourName = (weekday: number, period: number) =>
    t('timetable.hour', { weekday: t(`weekday.${weekday}`), period });
  return (
    <Modal opened onClose={onClose} title={t('timetable.of', { class: of.name })} fullScreen>
      <Stack>
        <Group align="end">
          <HoldsFields value={holds} only={t('timetable.only')} onChange={setHolds} />
          {copyFrom(setLessons)}
        </Group>
        <WeekGrid
          weekdays={weekdays}
          periods={periods}
          cell={(weekday, period) => {
            const here = lessonsAt(lessons, weekday, period);
            const plain = here.length <= 1 && !here[0]?.group && !here[0]?.weeks;
            const [one] = here;
            return (
              <Group gap={2} wrap="nowrap">
                {plain ? (
                  <Select
                    aria-label={hourName(weekday, period)}
                    data={choices}
                    value={one?.subject ?? NOTHING}
                    searchable
                    size="sm"
                    flex={1}
                    allowDeselect={false}
                    rightSection={<span />}
                    rightSectionWidth={4}
                    styles={{ input: { paddingInlineStart: 8, textOverflow: 'ellipsis' } }}
                    comboboxProps={{ width: 260, position: 'bottom-start' }}
                    onChange={(subject) =>
                      put(
                        weekday,
                        period,
                        subject === null || subject === NOTHING ? [] : [{ ...(one ?? {}), subject }],
                      )
                    }
                  />
                ) : (
                  <div style={{ flex: 1 }}>
                    <LessonText lessons={here} subjects={subjects} staff={staff} />
                  </div>
                )}
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`${t('timetable.details')}: ${hourName(weekday, period)}`}
                  onClick={() => setOpen([weekday, period])}
                >
                  ⋯
                </ActionIcon>
              </Group>
            );
          }}
        />
        <Group justify="space-between">
          <Button variant="default" onClick={() => setHours(periods.at(-1)! + 1)} disabled={hours >= 20}>
            {t('bells.add_hour')}
          </Button>
          <Text c="dimmed" size="sm">
            {t('calendar.recomputes')}
          </Text>
        </Group>
        <ProblemAlert error={set.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={set.isPending}
            disabled={holds.holdsFrom === ''}
            onClick={() => set.mutate({ path: '/timetables', body: { class: of.id, ...holds, lessons } })}
          >
            {t('setup.set')}
          </Button>
        </Group>
      </Stack>
      {open && (
        <HourDialog
          title={hourName(...open)}
          lessons={lessonsAt(lessons, ...open).map(({ weekday: _, period: __, ...part }) => part)}
          subjects={subjects}
          staff={staff}
          onSet={(parts) => {
            put(...open, parts);
            setOpen(undefined);
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Modal>
  );
}
