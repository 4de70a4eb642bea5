import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
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

interface Identity {
  readonly issuer: string;
  readonly linkedAt: string;
  readonly usedAt?: string;
}

/** Identity providers that open the account; another can be linked where the cloud has one. */
export function Identities() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { moment } = useMoment();
  const act = useAct();
  const linked = useQuery({
    queryKey: ['identities'],
    queryFn: ({ signal }) => callApi<{ items: Identity[] }>('GET', '/me/identities', undefined, { signal }),
  });
  const ways = useQuery({
    queryKey: ['ways'],
    queryFn: ({ signal }) =>
      callApi<{ provider?: { name: string } }>('GET', '/session/ways', undefined, { signal }),
  });
  const provider = ways.data?.provider?.name;
  const items = linked.data?.items ?? [];
  const link = new URLSearchParams({ link: 'true', back: '/account/#security' });
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {t('own.identities')}
      </Title>
      {linked.isPending && <LoadingState />}
      {linked.error && <ErrorState message={text(linked.error)} onRetry={() => void linked.refetch()} />}
      <ProblemAlert error={act.error} />
      {items.map(({ issuer, linkedAt, usedAt }) => (
        <Paper key={issuer} withBorder p="sm">
          <Group justify="space-between">
            <Stack gap={0}>
              <Text fw={600}>{issuer}</Text>
              <Text c="dimmed">
                {usedAt === undefined
                  ? t('own.linked', { at: moment(linkedAt) })
                  : t('own.linked_used', { at: moment(linkedAt), used: moment(usedAt) })}
              </Text>
            </Stack>
            <ConfirmButton
              variant="light"
              question={t('own.unlink_question', { issuer })}
              onConfirm={() => act.mutate({ path: '/me/identities/unlink', body: { issuer } })}
            >
              {t('own.unlink')}
            </ConfirmButton>
          </Group>
        </Paper>
      ))}
      {linked.data !== undefined && items.length === 0 && (
        <Text c="dimmed">
          {t(provider === undefined ? 'own.no_provider' : 'own.not_linked', { name: provider })}
        </Text>
      )}
      {provider !== undefined && items.length === 0 && (
        <Group>
          <Button component="a" variant="default" href={`/api/v1/session/oidc?${link}`}>
            {t('own.link', { name: provider })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
