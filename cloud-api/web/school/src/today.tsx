import { Group, Text } from '@mantine/core';
import { DataAge, ErrorState, LoadingState, useLive } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { TodayBoard } from '../../today/src/today-board.tsx';
import type { PresenceView } from '../../today/src/types.ts';

/** The day, live. */
export function Today() {
  const { t, i18n } = useTranslation();
  const { data, connected } = useLive<PresenceView>('/api/v1/presence/stream');
  if (data === undefined) {
    return connected ? (
      <LoadingState />
    ) : (
      <ErrorState message={t('live.lost')} onRetry={() => location.reload()} />
    );
  }
  const date = new Date(`${data.date}T12:00:00Z`).toLocaleDateString(i18n.language, { dateStyle: 'full' });
  return (
    <>
      <Group justify="space-between" mb="md" className="no-print">
        <Text fw={600}>{date}</Text>
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
