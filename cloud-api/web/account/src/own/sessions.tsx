import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  ConfirmButton,
  callApi,
  ErrorState,
  LoadingState,
  ProblemAlert,
  useAct,
  useMoment,
  useProblemText,
} from '@vratar/ui';
import { useTranslation } from 'react-i18next';

interface Session {
  readonly id: string;
  readonly openedAt: string;
  readonly usedAt: string;
  readonly device?: string;
  readonly here: boolean;
}

/** Where the account is signed in; each session but this one can be ended. */
export function Sessions() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { moment } = useMoment();
  const act = useAct();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => callApi<{ items: Session[] }>('GET', '/me/sessions', undefined, { signal }),
  });
  const others = data?.items.filter(({ here }) => !here).length ?? 0;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('own.sessions')}
        </Title>
        {others > 0 && (
          <ConfirmButton
            variant="light"
            question={t('own.end_others_question')}
            onConfirm={() => act.mutate({ path: '/me/sessions/end-others' })}
          >
            {t('own.end_others')}
          </ConfirmButton>
        )}
      </Group>
      {isPending && <LoadingState />}
      {error && <ErrorState message={text(error)} onRetry={() => void refetch()} />}
      <ProblemAlert error={act.error} />
      {data?.items.map((session) => (
        <Paper key={session.id} withBorder p="sm">
          <Group justify="space-between">
            <Stack gap={0}>
              <Text fw={600}>
                {session.device ?? t('own.some_device')}{' '}
                {session.here && <Badge tt="none">{t('own.here')}</Badge>}
              </Text>
              <Text c="dimmed">
                {t('own.session_times', { opened: moment(session.openedAt), used: moment(session.usedAt) })}
              </Text>
            </Stack>
            {!session.here && (
              <ConfirmButton
                variant="light"
                question={t('own.end_question')}
                onConfirm={() => act.mutate({ method: 'DELETE', path: `/me/sessions/${session.id}` })}
              >
                {t('own.end')}
              </ConfirmButton>
            )}
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
