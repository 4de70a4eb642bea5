import { Badge, Text } from '@mantine/core';
import { useMoment } from '@vratar/ui';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly window: { readonly opens: number; readonly closes: number };
  readonly now: number;
  readonly timezone: string;
  /** What is done needs no deadline. */
  readonly done: boolean;
}

const DAY_MS = 86_400_000;

/** When the campaign runs, and how many days are left of it. */
export function Deadline({ window, now, timezone, done }: Props) {
  const { t } = useTranslation();
  const { moment } = useMoment(timezone);
  const text = (at: number) =>
    moment(at, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
  const days = Math.ceil((window.closes - now) / DAY_MS);
  const color = days <= 1 ? 'red' : days <= 3 ? 'orange' : 'gate';
  const left =
    now < window.opens
      ? t('month.opens', { at: text(window.opens) })
      : now >= window.closes
        ? t('month.closed')
        : t('month.left', { count: days });
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t('month.campaign', { opens: text(window.opens), closes: text(window.closes - 60_000) })}
      </Text>
      {!done && (
        <Badge color={color} size="lg" tt="none">
          {left}
        </Badge>
      )}
    </div>
  );
}
