import { Badge, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNow } from './use-now.ts';

export interface DataAgeProps {
  /** Moment that the shown data speaks of, ms since 1970; undefined: nothing has come yet. */
  readonly at: number | undefined;
  readonly connected?: boolean;
  /** Of the place that the data are about; that of this device when absent. */
  readonly timezone?: string;
  /** Younger than this is called live. */
  readonly liveMs?: number;
  /** Older than this is shown as a warning. */
  readonly staleMs?: number;
}

/** Says how old live data is. Every live figure stands near one of these. */
export function DataAge({ at, connected = true, timezone, liveMs = 5_000, staleMs = 60_000 }: DataAgeProps) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  if (at === undefined) return <Badge color="gray">{t('common.loading')}</Badge>;
  const age = Math.max(0, now - at);
  const color = !connected || age > staleMs ? 'orange' : 'gate';
  const time = new Date(at).toLocaleTimeString(
    i18n.language,
    timezone === undefined ? {} : { timeZone: timezone },
  );
  return (
    <Tooltip label={connected ? t('live.connected') : t('live.lost')}>
      <Badge
        color={color}
        variant={age < liveMs && connected ? 'filled' : 'light'}
        size="lg"
        aria-live="off"
        tt="none"
      >
        {age < liveMs && connected ? t('age.now') : ageText(age)} · {time}
      </Badge>
    </Tooltip>
  );

  function ageText(ms: number): string {
    if (ms < 60_000) return t('age.seconds', { count: Math.floor(ms / 1000) });
    if (ms < 3_600_000) return t('age.minutes', { count: Math.floor(ms / 60_000) });
    return t('age.since', { time });
  }
}
