import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  callApi,
  ErrorState,
  LoadingState,
  ProblemAlert,
  useAct,
  useMoment,
  useProblemText,
} from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { StateBadge } from '../state-badge.tsx';
import type { Checked } from '../types.ts';
import { CardActs } from './card-acts.tsx';

interface Props {
  readonly uid: string;
  readonly onPerson: (id: string) => void;
}

/** A card on the reader: whose it is, in which state, and what can be done with it. */
export function CardPanel({ uid, onPerson }: Props) {
  const text = useProblemText();
  // Numbers of cards go in the body: addresses end up in logs.
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['check', uid],
    queryFn: ({ signal }) => callApi<Checked>('POST', '/cards/check', { uid }, { signal }),
    retry: false,
  });
  if (isPending) return <LoadingState />;
  if (error) return <ErrorState message={text(error)} onRetry={() => void refetch()} />;
  if (data.where === 'elsewhere') return <Elsewhere uid={uid} number={data.number} />;
  if (data.where === 'unknown' || data.card === undefined) return <Unknown uid={uid} number={data.number} />;
  return <Known checked={{ ...data, card: data.card }} onPerson={onPerson} />;
}

function Known({
  checked: { card, number, last, lowAssurance },
  onPerson,
}: {
  readonly checked: Checked & { readonly card: NonNullable<Checked['card']> };
  readonly onPerson: (id: string) => void;
}) {
  const { t } = useTranslation();
  const { moment } = useMoment();
  return (
    <Paper withBorder p="lg">
      <Stack>
        <Group justify="space-between">
          <Stack gap={0}>
            <Title order={2} size="h3">
              {t(`type.${card.type}`)} {card.label}
            </Title>
            <Text c="dimmed" ff="monospace">
              {number}
            </Text>
          </Stack>
          <StateBadge state={card.state} />
        </Group>
        {lowAssurance && <Alert color="orange">{t('card.low_assurance')}</Alert>}
        {last === undefined ? (
          <Text>{t('card.never_held')}</Text>
        ) : (
          <Group>
            <Text>
              {last.ended === undefined ? t('card.held_by') : t('card.was_held_by')}{' '}
              <Text span fw={600}>
                {last.name ?? t(`kind.${last.kind}`)}
              </Text>
              {`, ${t('card.since', { moment: moment(last.from) })}`}
              {last.until !== undefined && `, ${t('card.until', { moment: moment(last.until) })}`}
              {last.ended !== undefined && ` (${t(`ended.${last.ended}`)})`}
            </Text>
            {last.person !== undefined && last.name !== undefined && (
              <Button variant="default" onClick={() => onPerson(last.person!)}>
                {t('card.open_person')}
              </Button>
            )}
          </Group>
        )}
        <CardActs card={card} kind={last?.kind} person={last?.person} />
      </Stack>
    </Paper>
  );
}

function Elsewhere({ uid, number }: { readonly uid: string; readonly number: string }) {
  const { t } = useTranslation();
  const report = useAct();
  return (
    <Alert color="orange" title={t('elsewhere.title')}>
      <Stack align="flex-start">
        <Text ff="monospace">{number}</Text>
        <Text>{t('elsewhere.text')}</Text>
        <ProblemAlert error={report.error} />
        {report.isSuccess ? (
          <Text fw={600} role="status">
            {t('elsewhere.reported')}
          </Text>
        ) : (
          <Button
            loading={report.isPending}
            onClick={() => report.mutate({ path: '/cards/found', body: { uid } })}
          >
            {t('elsewhere.report')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

function Unknown({ uid, number }: { readonly uid: string; readonly number: string }) {
  const { t } = useTranslation();
  const take = useAct();
  const body = { type: 'card', cards: [{ uid }] };
  return (
    <Alert color="blue" title={t('unknown.title')}>
      <Stack align="flex-start">
        <Text ff="monospace">{number}</Text>
        <Text>{t('unknown.text')}</Text>
        <ProblemAlert error={take.error} />
        <Button loading={take.isPending} onClick={() => take.mutate({ path: '/cards/batch', body })}>
          {t('unknown.take')}
        </Button>
      </Stack>
    </Alert>
  );
}
