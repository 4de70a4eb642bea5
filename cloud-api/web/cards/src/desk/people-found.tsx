import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { callApi, EmptyState, ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { nameOf, type Person } from '../types.ts';

interface Props {
  readonly text: string;
  readonly onPick: (person: Person) => void;
}

/** People whose names begin so. Every look at names is logged by the server. */
export function PeopleFound({ text, onPick }: Props) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const found = useQuery({
    queryKey: ['search', text],
    queryFn: ({ signal }) =>
      callApi<{ items: Person[]; more: boolean }>(
        'GET',
        `/people/search?kind=student&kind=staff&${new URLSearchParams({ text })}`,
        undefined,
        {
          signal,
        },
      ),
    retry: false,
  });
  if (found.isPending) return <LoadingState />;
  if (found.error)
    return <ErrorState message={problemText(found.error)} onRetry={() => void found.refetch()} />;
  const { items, more } = found.data;
  if (items.length === 0)
    return <EmptyState title={t('search.none', { text })} hint={t('search.none_hint')} />;
  return (
    <Stack gap="xs">
      <Text c="dimmed" role="status">
        {more ? t('search.more', { count: items.length }) : t('search.found', { count: items.length })}
      </Text>
      {items.map((person) => (
        <Paper key={person.id} withBorder p="sm">
          <Group justify="space-between">
            <Stack gap={0}>
              <Text fw={600}>{nameOf(person)}</Text>
              <Text c="dimmed">
                {t(`person.${person.kind}`)}
                {person.class && ` · ${person.class.name}`} ·{' '}
                {t('person.account', { number: person.accountNo })}
              </Text>
            </Stack>
            <Button
              variant="default"
              onClick={() => onPick(person)}
              aria-label={t('search.open', { name: nameOf(person) })}
            >
              {t('search.choose')}
            </Button>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
