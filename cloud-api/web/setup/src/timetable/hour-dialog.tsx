import { Button, Card, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Coded, Lesson, Staff } from '../types.ts';

type Part = Omit<Lesson, 'weekday' | 'period'>;

interface Props {
  readonly title: string;
  readonly lessons: readonly Part[];
  readonly subjects: readonly Coded[];
  readonly staff: readonly Staff[];
  readonly onSet: (parts: readonly Part[]) => void;
  readonly onClose: () => void;
}

/** One hour of the week in detail: subgroups, teachers, and lessons of every other week. */
export function HourDialog({ title, lessons, subjects, staff, onSet, onClose }: Props) {
  const { t } = useTranslation();
  const [parts, setParts] = useState(lessons);
  const set = (index: number, { group, teacher, weeks, subject }: Part) => {
    const part = {
      subject,
      ...(group ? { group } : {}),
      ...(teacher ? { teacher } : {}),
      ...(weeks ? { weeks } : {}),
    };
    setParts(parts.map((one, at) => (at === index ? part : one)));
  };
  const taught = parts.filter(({ subject }) => subject !== '');
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <Stack>
        {parts.map((part, index) => (
          <Card key={index} withBorder>
            <Group align="end">
              <Select
                label={t('timetable.subject')}
                data={subjects.map(({ code, name }) => ({ value: code, label: name }))}
                value={part.subject === '' ? null : part.subject}
                searchable
                flex={1}
                miw={180}
                onChange={(subject) => set(index, { ...part, subject: subject ?? '' })}
              />
              {staff.length > 0 && (
                <Select
                  label={t('timetable.teacher')}
                  data={staff.map(({ id, first, last }) => ({ value: id, label: `${first} ${last}` }))}
                  value={part.teacher ?? null}
                  searchable
                  clearable
                  flex={1}
                  miw={180}
                  onChange={(teacher) => set(index, { ...part, teacher: teacher ?? undefined } as Part)}
                />
              )}
              <TextInput
                label={t('timetable.group')}
                value={part.group ?? ''}
                maxLength={40}
                w={130}
                onChange={(event) => set(index, { ...part, group: event.currentTarget.value.trimStart() })}
              />
              <Select
                label={t('timetable.weeks')}
                data={(['odd', 'even'] as const).map((one) => ({ value: one, label: t(`weeks.${one}`) }))}
                value={part.weeks ?? null}
                placeholder={t('weeks.all')}
                clearable
                w={160}
                onChange={(weeks) => set(index, { ...part, weeks: weeks ?? undefined } as Part)}
              />
              <Button
                variant="subtle"
                color="red"
                onClick={() => setParts(parts.filter((_, at) => at !== index))}
              >
                {t('setup.remove')}
              </Button>
            </Group>
          </Card>
        ))}
        <Group justify="space-between">
          <Button
            variant="default"
            disabled={parts.length >= 6}
            onClick={() => setParts([...parts, { subject: '' }])}
          >
            {t('timetable.add_part')}
          </Button>
          <Button onClick={() => onSet(taught)}>{t('timetable.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
