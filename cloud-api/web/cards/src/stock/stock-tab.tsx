import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { callApi, ListView, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StateBadge } from '../state-badge.tsx';
import type { Card, CardState } from '../types.ts';
import { BatchDialog } from './batch-dialog.tsx';

const STATES: readonly CardState[] = ['stock', 'issued', 'lost', 'blocked', 'retired'];

/** All cards of the school by state, and new ones from the reader. */
export function StockTab() {
  const { t } = useTranslation();
  const { day } = useMoment();
  const [state, setState] = useState<CardState>('stock');
  const [adding, setAdding] = useState(false);
  const { data: counts } = useQuery({
    queryKey: ['counts'],
    queryFn: ({ signal }) =>
      callApi<Record<CardState, number>>('GET', '/cards/counts', undefined, { signal }),
  });
  const label = (one: CardState) => `${t(`state.${one}`)}${counts === undefined ? '' : ` · ${counts[one]}`}`;
  return (
    <Stack>
      <Group justify="space-between">
        <SegmentedControl
          data={STATES.map((one) => ({ value: one, label: label(one) }))}
          value={state}
          onChange={(value) => setState(value as CardState)}
          aria-label={t('stock.filter')}
        />
        <Button onClick={() => setAdding(true)}>{t('stock.add')}</Button>
      </Group>
      <ListView<Card>
        path={`/cards?state=${state}`}
        head={[t('stock.label'), t('stock.type'), t('stock.holder'), t('stock.since'), t('stock.state')]}
        empty={{ title: t('stock.none'), hint: t('stock.none_hint') }}
        row={(card) => ({
          key: card.id,
          cells: [
            card.label || '—',
            t(`type.${card.type}`),
            card.name ?? (card.kind === undefined ? '—' : t(`kind.${card.kind}`)),
            card.since === undefined ? '—' : day(card.since.slice(0, 10)),
            <StateBadge key="state" state={card.state} />,
          ],
        })}
      />
      {adding && <BatchDialog onClose={() => setAdding(false)} />}
    </Stack>
  );
}
