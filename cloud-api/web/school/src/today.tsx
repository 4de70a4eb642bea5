import { Group, Text } from '@mantine/core';
import { DataAge, ErrorState, LoadingState, useLive, useMoment } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { TodayBoard } from '../../today/src/today-board.tsx';
import type { PresenceView } from '../../today/src/types.ts';

/** The day, live. */
export function Today() {
  const { t } = useTranslation();
  const { day } = useMoment();
  const { data, connected, lost } = useLive<PresenceView>('/api/v1/presence/stream');
  if (data === undefined) {
    return lost ? (
      <ErrorState message={t('live.lost')} onRetry={() => location.reload()} />
    ) : (
      <LoadingState />
    );
  }
  return (
    <>
      <Group justify="space-between" mb="md" className="no-print">
        <Text fw={600}>{day(data.date, { dateStyle: 'full' })}</Text>
        <DataAge
          timezone={data.timezone}
          at={data.dataAt}
          connected={connected}
          liveMs={90_000}
          staleMs={150_000}
        />
      </Group>
      <TodayBoard view={data} />
    </>
  );
}
