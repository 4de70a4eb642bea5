import { Alert, Badge, Button, Card, Group, Stack, Text, Textarea } from '@mantine/core';
import { EmptyState, ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AuthorText } from '../author-text.tsx';
import { monthText } from '../dates.ts';
import type { CorrectionView } from './types.ts';
import { useAnswerCorrection, useCorrections, useMonths } from './use-months.ts';

/** What later evidence says against signed months: the signed number stays until the principal has answered. */
export function CorrectionsPage() {
  const { t } = useTranslation();
  const problem = useProblemText();
  const { data, error, refetch } = useCorrections();
  const timezone = useMonths().data?.timezone ?? 'UTC';
  if (error !== null) return <ErrorState message={problem(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState />;
  if (data.items.length === 0)
    return <EmptyState title={t('corrections.none')} hint={t('corrections.none.hint')} />;
  return (
    <Stack>
      {data.items.map((item) => (
        <Correction key={item.id} item={item} timezone={timezone} />
      ))}
    </Stack>
  );
}

function Correction({ item, timezone }: { readonly item: CorrectionView; readonly timezone: string }) {
  const { t, i18n } = useTranslation();
  const problem = useProblemText();
  const answer = useAnswerCorrection();
  const [note, setNote] = useState('');
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const line = (name: 'unexcused' | 'excused') =>
    item.signed[name] === item.now[name] ? null : (
      <Text>
        {t(`month.${name}`)}: <b>{number.format(item.signed[name])}</b> →{' '}
        <b>{number.format(item.now[name])}</b>
      </Text>
    );
  return (
    <Card withBorder data-testid="correction">
      <Group justify="space-between">
        <Text fw={600}>
          {item.name}, {item.class} · {monthText(item.month, i18n.language)}
        </Text>
        <Badge color={item.state === 'open' ? 'orange' : 'gray'} tt="none" size="lg">
          {t(`corrections.${item.state}`)}
        </Badge>
      </Group>
      {line('unexcused')}
      {line('excused')}
      {item.state === 'open' ? (
        <Stack gap="xs" mt="xs">
          <Textarea
            label={t('corrections.note')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {answer.error !== null && (
            <Alert color="red" role="alert">
              {problem(answer.error)}
            </Alert>
          )}
          <Group>
            <Button
              disabled={note.trim() === ''}
              loading={answer.isPending}
              onClick={() => answer.mutate({ id: item.id, state: 'sent', note })}
            >
              {t('corrections.send')}
            </Button>
            <Button
              variant="default"
              disabled={note.trim() === ''}
              loading={answer.isPending}
              onClick={() => answer.mutate({ id: item.id, state: 'dismissed', note })}
            >
              {t('corrections.dismiss')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Text c="dimmed">
          {item.note}{' '}
          {item.closedAt !== undefined && (
            <AuthorText by={item.by ?? {}} at={item.closedAt} timezone={timezone} />
          )}
        </Text>
      )}
    </Card>
  );
}
