import { Button, Group, Stack, Text } from '@mantine/core';
import { ListView } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodedDialog } from '../shared/coded-dialog.tsx';
import type { Coded } from '../types.ts';

/** The subjects that timetables name. */
export function SubjectsTab() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Coded | 'new'>();
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed" flex={1} miw={240}>
          {t('subjects.hint')}
        </Text>
        <Button onClick={() => setOpen('new')}>{t('subjects.add')}</Button>
      </Group>
      <ListView<Coded>
        path="/subjects"
        head={[t('setup.code'), t('classes.name'), '']}
        empty={{ title: t('subjects.none'), hint: t('subjects.hint') }}
        row={(subject) => ({
          key: subject.id,
          cells: [
            subject.code,
            subject.name,
            <Group key="edit" justify="flex-end">
              <Button
                variant="default"
                aria-label={`${t('setup.edit')} ${subject.name}`}
                onClick={() => setOpen(subject)}
              >
                {t('setup.edit')}
              </Button>
            </Group>,
          ],
        })}
      />
      {open && <CodedDialog register="subjects" row={open} onClose={() => setOpen(undefined)} />}
    </Stack>
  );
}
