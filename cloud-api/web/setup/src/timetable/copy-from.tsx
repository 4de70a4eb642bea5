import { Select } from '@mantine/core';
import { callApi, ProblemAlert, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lesson, SchoolClass, SchoolYear, Timetable } from '../types.ts';

interface Props {
  readonly own: readonly Timetable[];
  readonly classes: readonly SchoolClass[];
  readonly years: readonly SchoolYear[];
  readonly onCopy: (lessons: readonly Lesson[]) => void;
}

/** Begins with the lessons of an earlier timetable of the class, or with the newest of another class. */
export function CopyFrom({ own, classes, years, onCopy }: Props) {
  const { t } = useTranslation();
  const { day } = useMoment();
  const [error, setError] = useState<unknown>();
  const startOf = (year: string) => years.find(({ id }) => id === year)?.startYear ?? 0;
  const copy = async (value: string) => {
    setError(undefined);
    const known = own.find(({ id }) => id === value);
    if (known) return onCopy(known.lessons);
    try {
      const path = `/timetables?class=${value}&limit=200`;
      const { items } = await callApi<{ items: readonly Timetable[] }>('GET', path);
      onCopy(items.findLast(({ onlyThatDay }) => !onlyThatDay)?.lessons ?? []);
    } catch (cause) {
      setError(cause);
    }
  };
  return (
    <>
      <Select
        label={t('timetable.copy')}
        placeholder={t('timetable.copy_which')}
        data={[
          {
            group: t('timetable.of_this_class'),
            items: own.toReversed().map(({ id, holdsFrom }) => ({
              value: id,
              label: t('setup.from_day', { day: day(holdsFrom) }),
            })),
          },
          {
            group: t('timetable.of_others'),
            items: classes.map(({ id, name, schoolYear }) => ({
              value: id,
              label: `${name} · ${startOf(schoolYear)}/${startOf(schoolYear) + 1}`,
            })),
          },
        ]}
        value={null}
        searchable
        w={260}
        onChange={(value) => value !== null && void copy(value)}
      />
      <ProblemAlert error={error} />
    </>
  );
}
