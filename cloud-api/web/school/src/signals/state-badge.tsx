import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SignalState } from './types.ts';

const COLORS: Readonly<Record<SignalState, string>> = {
  draft: 'gray',
  signed: 'blue',
  sent: 'orange',
  acknowledged: 'yellow',
  answered: 'gate',
  withdrawn: 'gray',
};

export function StateBadge({ state }: { readonly state: SignalState }) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[state]} variant="light" tt="none" size="lg" data-testid="signal-state">
      {t(`signal.${state}`)}
    </Badge>
  );
}
