import { Button, Group, Stack, Text } from '@mantine/core';
import { EmptyState, ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodedDialog } from '../shared/coded-dialog.tsx';
import { useAll } from '../shared/use-all.ts';
import type { Coded } from '../types.ts';
import { ShiftCard } from './shift-card.tsx';

/** The shifts of the school and when their bells ring. */
export function BellsTab() {
  const { t } = useTranslation();
  const text = useProblemText();
  const shifts = useAll<Coded>('/shifts');
  const [open, setOpen] = useState<Coded | 'new'>();
  if (shifts.error) return <ErrorState message={text(shifts.error)} onRetry={() => void shifts.refetch()} />;
  if (shifts.data === undefined) return <LoadingState />;
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed" flex={1} miw={240}>
          {t('bells.hint')}
        </Text>
        <Button onClick={() => setOpen('new')}>{t('shifts.add')}</Button>
      </Group>
      {shifts.data.length === 0 && <EmptyState title={t('shifts.none')} hint={t('shifts.none_hint')} />}
      {shifts.data.map((shift) => (
        <ShiftCard key={shift.id} shift={shift} onEdit={() => setOpen(shift)} />
      ))}
      {open && <CodedDialog register="shifts" row={open} onClose={() => setOpen(undefined)} />}
    </Stack>
  );
}
