import { Select, Stack } from '@mantine/core';
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
import { RegionView } from './region-view.tsx';

interface Region {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** Numbers of the schools of a region, for those who see no names. */
export function RegionPage() {
  const { t } = useTranslation();
  const text = useProblemText();
  const [chosen, setChosen] = useState<string>();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['regions'],
    queryFn: ({ signal }) => callApi<{ items: readonly Region[] }>('GET', '/regions', undefined, { signal }),
    retry: false,
  });
  const { data: me } = useMe();
  const isOperator = me?.grants.some(({ role }) => role === 'operator') ?? false;
  const region = data?.items.find(({ id }) => id === chosen) ?? data?.items[0];
  return (
    <PageShell title={t('region.title')} subtitle={region?.name} aside={<AccountMenu />} wide>
      {isPending && <LoadingState />}
      {error && <ErrorState message={text(error)} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <EmptyState title={t('region.none')} hint={t('region.none_hint')} />}
      {data && region && (
        <Stack>
          {data.items.length > 1 && (
            <Select
              label={t('region.region')}
              data={data.items.map(({ id, name }) => ({ value: id, label: name }))}
              value={region.id}
              onChange={(id) => id !== null && setChosen(id)}
              allowDeselect={false}
              searchable
              maw={360}
            />
          )}
          <RegionView region={region.id} mayInvite={isOperator} />
        </Stack>
      )}
    </PageShell>
  );
}
