import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { mayInSchool, useMe, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../school/src/dates.ts';
import type { PersonPage } from '../types.ts';
import { ClassDialog } from './class-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';

interface Props {
  readonly page: PersonPage;
}

interface Place {
  readonly name: string;
  readonly first: string;
  readonly last?: string | undefined;
}

/** Where somebody belongs, and has belonged; for those who keep the registers what can be done about it. */
export function RosterSection({ page: { person, enrolments, employments } }: Props) {
  const { t } = useTranslation();
  const { day, today } = useMoment();
  const me = useMe().data;
  const [open, setOpen] = useState<'class' | 'leave'>();
  const close = () => setOpen(undefined);
  const student = person.kind === 'student';
  const places: readonly Place[] = student
    ? enrolments
    : // The register says from when a post is held no more; people read the last day.
      employments.map(({ post, from, until }) => ({
        name: post,
        first: from,
        last: until && addDays(until, -1),
      }));
  const now = today;
  const belongs = places.some(({ last }) => last === undefined || last >= now);
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={3} size="h4">
          {t('roster.title')}
        </Title>
        {me !== undefined && mayInSchool(me, 'roster.change') && (
          <Group>
            {student && (
              <Button variant="default" onClick={() => setOpen('class')}>
                {t(belongs ? 'roster.change_class' : 'roster.take_back')}
              </Button>
            )}
            {belongs && (
              <Button variant="default" onClick={() => setOpen('leave')}>
                {t('roster.leave')}
              </Button>
            )}
          </Group>
        )}
      </Group>
      {places.map(({ name, first, last }) => (
        <Text key={`${name} ${first}`} {...(last !== undefined && last < now ? { c: 'dimmed' } : {})}>
          {name} ·{' '}
          {last === undefined
            ? t('roster.since', { first: day(first) })
            : t('roster.from_to', { first: day(first), last: day(last) })}
        </Text>
      ))}
      {open === 'class' && <ClassDialog person={person.id} onClose={close} />}
      {open === 'leave' && <LeaveDialog person={person.id} onClose={close} />}
    </Stack>
  );
}
