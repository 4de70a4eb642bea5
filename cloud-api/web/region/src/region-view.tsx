import { Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  callApi,
  DataAge,
  EmptyState,
  ErrorState,
  LoadingState,
  useMoment,
  useProblemText,
} from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { NumberCard } from './number-card.tsx';
import { SchoolTable } from './school-table.tsx';
import type { Measure, Numbers, Region } from './types.ts';

const SHOWN: readonly Measure[] = ['pupils', 'seenToday', 'atRisk', 'droppingOut'];
const REFRESH_MS = 5 * 60_000;

interface Props {
  readonly region: Region;
  readonly regions: readonly Region[];
  /** Whether the reader is an operator, who enters, corrects and gives schools their first principal. */
  readonly mayInvite: boolean;
}

/** The numbers of one region: all schools together, then each. */
export function RegionView({ region, regions, mayInvite }: Props) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { day, zone } = useMoment();
  const { data, dataUpdatedAt, error, isPending, refetch } = useQuery({
    queryKey: ['numbers', region.id],
    queryFn: ({ signal }) => callApi<Numbers>('GET', `/regions/${region.id}/numbers`, undefined, { signal }),
    refetchInterval: REFRESH_MS,
  });
  if (isPending) return <LoadingState />;
  // Numbers that were there stay, and their age says that they are not renewed.
  if (data === undefined) return <ErrorState message={text(error)} onRetry={() => void refetch()} />;
  if (data.schools.length === 0) return <EmptyState title={t('region.no_schools')} />;
  const counted = data.schools.map(({ riskAsOf }) => riskAsOf ?? '').sort()[0];
  return (
    <Stack>
      <Group justify="flex-end">
        <DataAge
          timezone={zone}
          at={dataUpdatedAt}
          connected={error === null}
          liveMs={REFRESH_MS + 30_000}
          staleMs={2 * REFRESH_MS}
        />
      </Group>
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        {SHOWN.map((measure) => (
          <NumberCard key={measure} measure={measure} count={data.totals[measure]} />
        ))}
      </SimpleGrid>
      <Text c="dimmed">
        {t('region.today', { day: day(data.date) })}
        {counted ? ` ${t('region.risk_as_of', { day: day(counted) })}` : ` ${t('region.risk_not_yet')}`}{' '}
        {t('region.hidden_hint')}
      </Text>
      <SchoolTable schools={data.schools} mayInvite={mayInvite} region={region} regions={regions} />
    </Stack>
  );
}
