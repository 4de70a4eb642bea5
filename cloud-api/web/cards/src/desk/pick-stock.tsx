import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { callApi, ProblemAlert } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import type { Card, Checked } from '../types.ts';
import { ScanField } from './scan-field.tsx';

interface Props {
  readonly card: Pick<Card, 'id' | 'label'> | undefined;
  readonly onPick: (card: Pick<Card, 'id' | 'label'> | undefined) => void;
}

/** Lays a card of the stock on the reader; one that the network does not know yet comes into the stock with it. */
export function PickStock({ card, onPick }: Props) {
  const { t } = useTranslation();
  const scan = useMutation({
    mutationFn: async (uid: string) => {
      const checked = await callApi<Checked>('POST', '/cards/check', { uid });
      if (checked.where !== 'unknown') return checked;
      await callApi('POST', '/cards/batch', { type: 'card', cards: [{ uid }] });
      return callApi<Checked>('POST', '/cards/check', { uid });
    },
    onSuccess: ({ card: found }) => {
      if (found?.state === 'stock') onPick({ id: found.id, label: found.label });
    },
  });
  if (card !== undefined) {
    return (
      <Group justify="space-between">
        <Text fw={600}>{t('issue.card', { label: card.label || scan.data?.number || '' })}</Text>
        <Button variant="subtle" onClick={() => onPick(undefined)}>
          {t('issue.other_card')}
        </Button>
      </Group>
    );
  }
  const taken = scan.data !== undefined && scan.data.card?.state !== 'stock';
  return (
    <Stack>
      <ScanField
        label={t('issue.lay_card')}
        button={t('issue.take')}
        loading={scan.isPending}
        focus
        onEnter={(uid) => scan.mutate(uid)}
      />
      <ProblemAlert error={scan.error} />
      {taken && (
        <Text c="red" role="alert">
          {scan.data.where === 'elsewhere' ? t('elsewhere.title') : t('issue.not_stock')}
        </Text>
      )}
    </Stack>
  );
}
