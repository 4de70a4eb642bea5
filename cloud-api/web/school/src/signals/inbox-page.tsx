import { Alert, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { EmptyState, ErrorState, LoadingState, useMoment, useProblemText } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { dayText } from '../dates.ts';
import { StateBadge } from './state-badge.tsx';
import { StepForm } from './step-form.tsx';
import type { ReceivedSignal } from './types.ts';
import { useAnswerReceived, useReceived } from './use-signals.ts';

/** The municipality's inbox: signals of all schools that wrote to it, the newest first. */
export function InboxPage() {
  const { t } = useTranslation();
  const problem = useProblemText();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useReceived();
  if (error !== null) return <ErrorState message={problem(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState title={t('inbox.none')} hint={t('inbox.none.hint')} />;
  return (
    <Stack>
      <Text c="dimmed">{t('inbox.hint')}</Text>
      {items.map((signal) => (
        <Received key={signal.id} signal={signal} />
      ))}
      {hasNextPage && (
        <Button
          variant="default"
          w="fit-content"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('signals.more')}
        </Button>
      )}
    </Stack>
  );
}

function Received({ signal }: { readonly signal: ReceivedSignal }) {
  const { t, i18n } = useTranslation();
  const answer = useAnswerReceived();
  const { id, school, state, reference, incoming, sentAt, acknowledgedAt, answeredAt } = signal;
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const unit = signal.preschool ? 'signals.days' : 'signals.hours';
  const { moment } = useMoment(signal.timezone);
  const when = (at: string) => moment(at, { dateStyle: 'long', timeStyle: 'short' });
  const form = { busy: answer.isPending, error: answer.error };
  return (
    <Card withBorder data-testid="received">
      <Group justify="space-between" mb={4}>
        <Text fw={600}>
          {school.name} ({school.code})
        </Text>
        <StateBadge state={state} />
      </Group>
      <Text>
        {t('inbox.letter', { number: signal.number, reference })} · {when(sentAt)}
      </Text>
      <Text>
        {t('signals.about', {
          day: dayText(signal.asOf, i18n.language, { dateStyle: 'long' }),
          value: t(unit, { count: signal.unexcused, value: number.format(signal.unexcused) }),
        })}
      </Text>
      {acknowledgedAt !== undefined && (
        <Text>
          {t('signals.incoming', { number: incoming })} · {when(acknowledgedAt)}
        </Text>
      )}
      {answeredAt !== undefined && (
        <Alert color="gate" mt="xs" title={`${t('signals.answer')} · ${when(answeredAt)}`}>
          {signal.answer}
        </Alert>
      )}
      <Group mt="sm" align="flex-end">
        <Button
          component="a"
          variant="default"
          href={`/api/v1/signal-inbox/${id}/letter`}
          leftSection={<IconFileDownload size={20} aria-hidden />}
        >
          {t('signals.letter')}
        </Button>
        {state === 'sent' && (
          <StepForm
            {...form}
            label={t('signals.incoming.label')}
            button={t('inbox.acknowledge')}
            onDo={(given) => answer.mutate({ id, to: 'acknowledged', reference: given })}
          />
        )}
        {state !== 'answered' && (
          <StepForm
            {...form}
            long
            label={t('inbox.answer.label')}
            button={t('inbox.answer')}
            question={t('inbox.answer.question')}
            onDo={(text) => answer.mutate({ id, to: 'answered', answer: text })}
          />
        )}
      </Group>
    </Card>
  );
}
