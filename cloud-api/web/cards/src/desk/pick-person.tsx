import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameOf, type Person } from '../types.ts';
import { PeopleFound } from './people-found.tsx';
import { ScanField } from './scan-field.tsx';

interface Props {
  readonly person: Person | undefined;
  readonly onPick: (person: Person | undefined) => void;
}

/** Finds the person that a card is for. */
export function PickPerson({ person, onPick }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState<string>();
  if (person !== undefined) {
    return (
      <Group justify="space-between">
        <Text>
          <Text span fw={600}>
            {nameOf(person)}
          </Text>
          {person.class && ` · ${person.class.name}`}
        </Text>
        <Button variant="subtle" onClick={() => onPick(undefined)}>
          {t('issue.other_person')}
        </Button>
      </Group>
    );
  }
  return (
    <Stack>
      <ScanField label={t('issue.person')} button={t('desk.find')} focus onEnter={setText} />
      {text !== undefined && <PeopleFound text={text} onPick={onPick} />}
    </Stack>
  );
}
