import { Alert, Button, Card, Group, List, Stack, Text } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { ConfirmButton, useProblemText } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { AuthorText } from '../author-text.tsx';
import { dayText } from '../dates.ts';
import { StateBadge } from './state-badge.tsx';
import { StepForm } from './step-form.tsx';
import type { SignalView } from './types.ts';
import { useMove } from './use-signals.ts';

/** One signal: about whom and to whom, its letter, what comes next, and who did what when. */
export function SignalCard({ signal, timezone }: { readonly signal: SignalView; readonly timezone: string }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const unit = signal.preschool ? 'signals.days' : 'signals.hours';
  const numbers = [signal.reference, signal.incoming].some((text) => text !== '');
  return (
    <Card withBorder data-testid="signal">
      <Group justify="space-between" mb={4}>
        <Text fw={600}>
          № {signal.number} · {signal.name ?? t('signals.gone')}
        </Text>
        <StateBadge state={signal.state} />
      </Group>
      <Text>
        {signal.recipient} ·{' '}
        {t('signals.about', {
          day: dayText(signal.asOf, i18n.language, { dateStyle: 'long' }),
          value: t(unit, { count: signal.unexcused, value: number.format(signal.unexcused) }),
        })}
      </Text>
      {numbers && (
        <Text>
          {signal.reference !== '' && t('signals.reference', { number: signal.reference })}{' '}
          {signal.incoming !== '' && t('signals.incoming', { number: signal.incoming })}
        </Text>
      )}
      {signal.answer !== '' && (
        <Alert color="gate" mt="xs" title={t('signals.answer')}>
          {signal.answer}
        </Alert>
      )}
      <Group mt="sm" align="flex-end">
        <Button
          component="a"
          variant="default"
          href={`/api/v1/signals/${signal.id}/letter`}
          leftSection={<IconFileDownload size={20} aria-hidden />}
        >
          {t(signal.state === 'draft' ? 'signals.letter.draft' : 'signals.letter')}
        </Button>
        <NextStep signal={signal} />
      </Group>
      <List size="sm" mt="sm" c="dimmed">
        {signal.history.map(({ state, at, by }) => (
          <List.Item key={`${state}/${at}`}>
            {t(`signal.${state}`)} · <AuthorText by={by} at={at} timezone={timezone} />
          </List.Item>
        ))}
      </List>
    </Card>
  );
}

function NextStep({ signal }: { readonly signal: SignalView }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const move = useMove();
  const { id, state, inbox } = signal;
  const form = { busy: move.isPending, error: move.error };
  const withdraw = (
    <ConfirmButton
      variant="light"
      question={t('signals.withdraw.question')}
      onConfirm={() => move.mutate({ id, to: 'withdrawn' })}
    >
      {t('signals.withdraw')}
    </ConfirmButton>
  );
  switch (state) {
    case 'draft':
      return (
        <>
          <ConfirmButton
            color="gate"
            question={t('signals.sign.question')}
            onConfirm={() => move.mutate({ id, to: 'signed' })}
          >
            {t('signals.sign')}
          </ConfirmButton>
          {withdraw}
          {move.error !== null && (
            <Alert color="red" role="alert">
              {problem(move.error)}
            </Alert>
          )}
        </>
      );
    case 'signed':
      return (
        <>
          <StepForm
            {...form}
            label={t('signals.reference.label')}
            button={t(inbox ? 'signals.send' : 'signals.mark_sent')}
            {...(inbox && { question: t('signals.send.question') })}
            onDo={(reference) => move.mutate({ id, to: 'sent', reference })}
          />
          {withdraw}
        </>
      );
    case 'sent':
    case 'acknowledged':
      if (inbox) return <Text c="dimmed">{t('signals.waits_here')}</Text>;
      return (
        <Stack style={{ flexGrow: 1 }}>
          {state === 'sent' && (
            <StepForm
              {...form}
              label={t('signals.incoming.label')}
              button={t('signals.mark_acknowledged')}
              onDo={(reference) => move.mutate({ id, to: 'acknowledged', reference })}
            />
          )}
          <StepForm
            {...form}
            long
            label={t('signals.answer.label')}
            button={t('signals.mark_answered')}
            onDo={(answer) => move.mutate({ id, to: 'answered', answer })}
          />
        </Stack>
      );
    case 'answered':
    case 'withdrawn':
      return null;
  }
}
