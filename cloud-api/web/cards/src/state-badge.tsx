import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CardState } from './types.ts';

const COLORS: Record<CardState, string> = {
  stock: 'blue',
  issued: 'gate',
  blocked: 'red',
  lost: 'orange',
  retired: 'gray',
};

/** The state of a card, as a word and a colour. */
export function StateBadge({ state }: { readonly state: CardState }) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[state]} variant="light" size="lg" tt="none">
      {t(`state.${state}`)}
    </Badge>
  );
}
