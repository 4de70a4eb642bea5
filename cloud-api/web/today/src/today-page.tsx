import { AccountMenu, DataAge, ErrorState, LoadingState, PageShell, useLive, useMoment } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { TodayBoard } from './today-board.tsx';
import type { PresenceView } from './types.ts';
import { useRefusal } from './use-refusal.ts';

/**
 * Who is in the school, live, with the age of the data behind it. The demonstration's school is shown to everybody, so
 * nobody has to sign in before the server says so.
 */
export function TodayPage() {
  const { t } = useTranslation();
  const { day } = useMoment();
  const { data, connected, lost, refused } = useLive<PresenceView>('/api/v1/presence/stream');
  useRefusal(refused && data === undefined);
  const date = data && day(data.date, { dateStyle: 'full' });
  const aside = (
    <>
      <DataAge
        at={data?.dataAt}
        connected={connected}
        liveMs={90_000}
        staleMs={150_000}
        {...(data && { timezone: data.timezone })}
      />
      <AccountMenu />
    </>
  );
  return (
    <PageShell title={t('today.title')} subtitle={date} aside={aside} wide>
      {data === undefined ? (
        lost ? (
          <ErrorState message={t('live.lost')} onRetry={() => location.reload()} />
        ) : (
          <LoadingState />
        )
      ) : (
        <TodayBoard view={data} />
      )}
    </PageShell>
  );
}
