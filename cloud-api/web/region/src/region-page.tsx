import { Button, Group, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  AccountMenu,
  callApi,
  EmptyState,
  ErrorState,
  LoadingState,
  PageShell,
  useMe,
  useProblemText,
} from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NewSchool } from './new-school.tsx';
import { RegionView } from './region-view.tsx';
import type { Region } from './types.ts';

/** Numbers of the schools of a region, for those who see no names. */
export function RegionPage() {
  const { t } = useTranslation();
  const text = useProblemText();
  const [chosen, setChosen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['regions'],
    queryFn: ({ signal }) => callApi<{ items: readonly Region[] }>('GET', '/regions', undefined, { signal }),
    retry: false,
  });
  const { data: me } = useMe();
  const isOperator = me?.grants.some(({ role }) => role === 'operator') ?? false;
  const region = data?.items.find(({ code }) => code === chosen) ?? data?.items[0];
  return (
    <PageShell title={t('region.title')} subtitle={region?.name} aside={<AccountMenu />} wide>
      {isPending && <LoadingState />}
      {error && <ErrorState message={text(error)} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <EmptyState title={t('region.none')} hint={t(isOperator ? 'school.none_yet' : 'region.none_hint')} />
      )}
      {data && isOperator && (
        <Group justify="flex-end" mb="md">
          <Button onClick={() => setAdding(true)}>{t('school.new')}</Button>
        </Group>
      )}
      {data && adding && (
        <NewSchool regions={data.items} onEntered={setChosen} onClose={() => setAdding(false)} />
      )}
      {data && region && (
        <Stack>
          {data.items.length > 1 && (
            <Select
              label={t('region.region')}
              data={data.items.map(({ code, name }) => ({ value: code, label: name }))}
              value={region.code}
              onChange={(code) => code !== null && setChosen(code)}
              allowDeselect={false}
              searchable
              maw={360}
            />
          )}
          <RegionView key={region.id} region={region} regions={data.items} mayInvite={isOperator} />
        </Stack>
      )}
    </PageShell>
  );
}
