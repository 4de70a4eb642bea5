import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  callApi,
  EmptyState,
  ErrorState,
  LoadingState,
  type Me,
  useMoment,
  useProblemText,
} from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { GivenState } from '../../../access/src/delegations/given-state.tsx';

interface Received {
  readonly id: string;
  readonly giver?: string;
  readonly acts: readonly string[];
  readonly className?: string;
  readonly from: string;
  readonly until: string;
  readonly endedAt?: string;
}

/** The roles that one has in the school, and who delegated what to one until when. */
export function DelegatedToMe({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { moment } = useMoment();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['received'],
    queryFn: ({ signal }) => callApi<{ items: Received[] }>('GET', '/me/delegations', undefined, { signal }),
  });
  const roles = me.grants.filter(({ role, school }) => role !== 'delegate' && school === me.school);
  return (
    <Stack gap="xl">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('own.roles')}
        </Title>
        <Group gap="xs">
          {roles.map(({ role, class: of, until }) => (
            <Badge key={`${role}${of}`} size="xl" variant="light" tt="none">
              {t(`role.${role}`, { defaultValue: role })}
              {until !== undefined && ` · ${t('own.until', { until: moment(until) })}`}
            </Badge>
          ))}
          {roles.length === 0 && <Text c="dimmed">{t('own.no_roles')}</Text>}
        </Group>
      </Stack>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('own.delegated')}
        </Title>
        {isPending && <LoadingState />}
        {error && <ErrorState message={text(error)} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <EmptyState title={t('own.nothing_delegated')} />}
        {data?.items.map((given) => (
          <Paper key={given.id} withBorder p="md">
            <Group justify="space-between" align="flex-start" wrap="nowrap">
              <Stack gap={4}>
                <Text fw={600}>{given.giver ?? t('role.principal')}</Text>
                <Text>
                  {given.acts.map((one) => t(`act.${one}`)).join('; ')}
                  {given.className !== undefined && ` · ${given.className}`}
                </Text>
                <Text c="dimmed">
                  {moment(given.from)} – {moment(given.until)}
                </Text>
              </Stack>
              <GivenState given={given} />
            </Group>
          </Paper>
        ))}
      </Stack>
    </Stack>
  );
}
