import { Badge, Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  callApi,
  EmptyState,
  ErrorState,
  ListView,
  LoadingState,
  useMoment,
  useProblemText,
} from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Entry, useEntryText } from '../../../access/src/audit/use-entry-text.ts';
import { OwnConsent } from '../consent/own-consent.tsx';
import { TrustedPersons } from './trusted-persons.tsx';

interface Child {
  readonly person: string;
  readonly name: string;
  readonly className?: string;
  readonly young: boolean;
}

/** A guardian's children: whom the guardian trusts with each, and who looked at it. */
export function ChildrenTab() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['children'],
    queryFn: ({ signal }) => callApi<{ items: Child[] }>('GET', '/me/children', undefined, { signal }),
  });
  const [chosen, setChosen] = useState<string>();
  if (isPending) return <LoadingState />;
  if (error) return <ErrorState message={text(error)} onRetry={() => void refetch()} />;
  const child = data.items.find(({ person }) => person === chosen) ?? data.items[0];
  if (child === undefined) return <EmptyState title={t('children.none')} hint={t('children.none_hint')} />;
  return (
    <Stack gap="xl">
      {data.items.length > 1 && (
        <Select
          label={t('children.child')}
          size="md"
          maw={420}
          allowDeselect={false}
          value={child.person}
          onChange={(value) => setChosen(value ?? undefined)}
          data={data.items.map(({ person, name }) => ({ value: person, label: name }))}
        />
      )}
      <Paper withBorder p="md">
        <Group justify="space-between">
          <Text fw={600} size="lg">
            {child.name}
            {child.className !== undefined && ` · ${child.className}`}
          </Text>
          <Badge size="lg" variant="light" tt="none" color={child.young ? 'blue' : 'gate'}>
            {t(child.young ? 'children.young' : 'children.old')}
          </Badge>
        </Group>
        <Text c="dimmed" mt="xs">
          {t(child.young ? 'children.young_text' : 'children.old_text')}
        </Text>
      </Paper>
      {child.young && <OwnConsent key={`consent ${child.person}`} person={child.person} self={false} />}
      <TrustedPersons key={child.person} child={child.person} />
      <WhoLooked child={child.person} />
    </Stack>
  );
}

function WhoLooked({ child }: { readonly child: string }) {
  const { t } = useTranslation();
  const { moment } = useMoment();
  const entryText = useEntryText();
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {t('children.views')}
      </Title>
      <Text c="dimmed">{t('children.views_text')}</Text>
      <ListView<Entry>
        path={`/people/${child}/views?limit=20`}
        head={[t('audit.when'), t('audit.who'), t('audit.what')]}
        empty={{ title: t('children.no_views') }}
        row={(entry) => ({
          key: String(entry.n),
          cells: [
            moment(entry.at),
            entryText.who(entry),
            t(`audit.${entry.action}`, { defaultValue: entry.action }),
          ],
        })}
      />
    </Stack>
  );
}
