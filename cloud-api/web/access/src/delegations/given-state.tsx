import { Badge } from '@mantine/core';
import { useNow } from '@vratar/ui';
import { useTranslation } from 'react-i18next';

/** What was given for a time, as far as its state depends on it. */
export interface Given {
  readonly from: string;
  readonly until: string;
  readonly endedAt?: string;
}

export const isOver = ({ until, endedAt }: Given, now: number): boolean =>
  endedAt !== undefined || Date.parse(until) <= now;

/** Whether it holds now, will, or no longer does. */
export function GivenState({ given }: { readonly given: Given }) {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const state = isOver(given, now) ? 'over' : Date.parse(given.from) > now ? 'coming' : 'holds';
  return (
    <Badge
      color={{ over: 'gray', coming: 'blue', holds: 'gate' }[state]}
      variant="light"
      size="lg"
      miw="max-content"
      tt="none"
    >
      {t(`given.${state}`)}
    </Badge>
  );
}
