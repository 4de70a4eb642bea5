import { Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { mayInSchool, useMe, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../types.ts';
import { CorrectDialog } from './correct-dialog.tsx';
import { EraseDialog } from './erase-dialog.tsx';

interface Props {
  readonly page: PersonPage;
  /** The person is erased: there is nothing to show any more. */
  readonly onErased: () => void;
}

/** What the registers hold of a person, to be corrected by those who keep them and erased by who protects data. */
export function DetailsSection({ page, onErased }: Props) {
  const { t } = useTranslation();
  const { day } = useMoment();
  const me = useMe().data;
  const [open, setOpen] = useState<'correct' | 'erase'>();
  const { birthDate, phone, email, identifierType, identifierEnd } = page;
  const details = [
    ['roster.birthDate', birthDate && day(birthDate)],
    [`identifier.${identifierType ?? 0}`, identifierEnd && `… ${identifierEnd}`],
    ['roster.phone', phone],
    ['roster.email', email],
  ] as const;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={3} size="h4">
          {t('roster.details')}
        </Title>
        <Group>
          {me !== undefined && mayInSchool(me, 'roster.change') && (
            <Button variant="default" onClick={() => setOpen('correct')}>
              {t('roster.correct')}
            </Button>
          )}
          {me !== undefined && mayInSchool(me, 'subjects.erase') && (
            <Button variant="light" color="red" onClick={() => setOpen('erase')}>
              {t('erasure.erase')}
            </Button>
          )}
        </Group>
      </Group>
      <SimpleGrid cols={{ base: 2, md: 4 }} component="dl" m={0}>
        {details.map(([label, value]) => (
          <div key={label}>
            <Text size="sm" c="dimmed" component="dt">
              {t(label)}
            </Text>
            <Text component="dd" m={0} style={{ overflowWrap: 'anywhere' }}>
              {value ?? '—'}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {open === 'correct' && <CorrectDialog page={page} onClose={() => setOpen(undefined)} />}
      {open === 'erase' && (
        <EraseDialog person={page.person.id} onErased={onErased} onClose={() => setOpen(undefined)} />
      )}
    </Stack>
  );
}
