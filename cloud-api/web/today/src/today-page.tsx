import { DataAge, ErrorState, LoadingState, PageShell, useLive } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClassBoard } from './class-board.tsx';
import { GatewayNotices } from './gateway-notices.tsx';
import { PeopleList } from './people-list.tsx';
import { StateTiles } from './state-tiles.tsx';
import type { PresenceView, StateName } from './types.ts';
import { useTimeText } from './use-time-text.ts';
import { ZoneLine } from './zone-line.tsx';

/** Who is in the school, live, with the age of the data behind it. */
export function TodayPage() {
  const { t, i18n } = useTranslation();
  const { data, connected } = useLive<PresenceView>('/api/v1/presence/stream');
  const [state, setState] = useState<StateName>();
  const [classId, setClassId] = useState<string>();
  const time = useTimeText(data?.timezone ?? 'UTC');
  const date =
    data && new Date(`${data.date}T12:00:00Z`).toLocaleDateString(i18n.language, { dateStyle: 'full' });
  const aside = <DataAge at={data?.dataAt} connected={connected} liveMs={90_000} staleMs={150_000} />;
  return (
    <PageShell title={t('today.title')} subtitle={date} aside={aside} wide>
      {data === undefined ? (
        connected ? (
          <LoadingState />
        ) : (
          <ErrorState message={t('live.lost')} onRetry={() => location.reload()} />
        )
      ) : (
        <>
          <GatewayNotices view={data} />
          <StateTiles view={data} chosen={state} onChoose={setState} />
          <ZoneLine view={data} />
          <ClassBoard view={data} chosen={classId} onChoose={setClassId} />
          <PeopleList view={data} state={state} classId={classId} />
          <p aria-live="off">
            {data.dataAt !== undefined && t('today.complete', { time: time(data.dataAt) })}
          </p>
        </>
      )}
    </PageShell>
  );
}
