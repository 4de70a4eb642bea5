import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { callApi, EmptyState, ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameOf, type Person } from '../../../cards/src/types.ts';

interface Props {
  readonly label: string;
  readonly kind: 'staff' | 'guardian' | 'student';
  readonly person: Person | undefined;
  readonly onPick: (person: Person | undefined) => void;
}

/** Finds one person of the register by the beginnings of the name. */
export function PickRegisterPerson({ label, kind, person, onPick }: Props) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const found = useQuery({
    queryKey: ['register', kind, text],
    enabled: text !== '',
    retry: false,
    queryFn: ({ signal }) =>
      callApi<{ items: Person[]; more: boolean }>(
        'GET',
        `/people/search?${new URLSearchParams({ kind, text })}`,
        undefined,
        { signal },
      ),
  });
  if (person !== undefined) {
    return (
      <Group justify="space-between">
        <Stack gap={0}>
          <Text size="sm">{label}</Text>
          <Text fw={600}>
            {nameOf(person)}
            {person.class && ` · ${person.class.name}`}
          </Text>
        </Stack>
        <Button variant="subtle" onClick={() => onPick(undefined)}>
          {t('pick.other')}
        </Button>
      </Group>
    );
  }
  const look = () => setText(typed.trim());
  return (
    <Stack>
      <Group align="flex-end" wrap="nowrap">
        <TextInput
          label={label}
          description={t('pick.hint')}
          size="md"
          flex={1}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            look();
          }}
        />
        <Button variant="default" onClick={look}>
          {t('accounts.find')}
        </Button>
      </Group>
      {text !== '' && found.isPending && <LoadingState />}
      {found.error && <ErrorState message={problemText(found.error)} onRetry={() => void found.refetch()} />}
      {found.data?.items.length === 0 && <EmptyState title={t('pick.none')} hint={t(`pick.none_${kind}`)} />}
      {found.data?.items.map((one) => (
        <Button
          key={one.id}
          variant="default"
          justify="flex-start"
          h="auto"
          py="xs"
          onClick={() => onPick(one)}
        >
          {nameOf(one)}
          {one.class && ` · ${one.class.name}`} · № {one.accountNo}
        </Button>
      ))}
    </Stack>
  );
}
