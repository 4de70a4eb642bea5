import { Button, Drawer, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  ConfirmButton,
  callApi,
  dateIn,
  ErrorState,
  LoadingState,
  ProblemAlert,
  useAct,
  useMoment,
  useProblemText,
} from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, Invitation } from '../types.ts';
import { isComplete, NO_ROLE, RoleFields, roleBody } from './role-fields.tsx';
import { useRoleText } from './role-text.ts';
import { SecretOnce } from './secret-once.tsx';
import { StateBadge } from './state-badge.tsx';

interface Props {
  readonly id: string;
  readonly onClose: () => void;
}

/** One account: its roles, and what can be done with it. */
export function AccountDrawer({ id, onClose }: Props) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['account', id],
    queryFn: ({ signal }) => callApi<Account>('GET', `/accounts/${id}`, undefined, { signal }),
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={data?.name ?? data?.login ?? t('accounts.who')}
    >
      {isPending && <LoadingState />}
      {error && <ErrorState message={problemText(error)} onRetry={() => void refetch()} />}
      {data && <AccountView account={data} />}
    </Drawer>
  );
}

function AccountView({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const { moment } = useMoment();
  const [link, setLink] = useState<Invitation>();
  const act = useAct();
  const reset = useAct<Invitation>(setLink);
  const at = `/accounts/${account.id}`;
  const locked = account.state === 'locked' || account.state === 'locked_out';
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Stack gap={0}>
          <Text>{account.login}</Text>
          <Text c="dimmed">
            {account.usedAt === undefined
              ? t('accounts.never')
              : t('accounts.last_used', { at: moment(account.usedAt) })}
            {account.identities > 0 && ` · ${t('accounts.provider')}`}
          </Text>
        </Stack>
        <StateBadge account={account} />
      </Group>
      <ProblemAlert error={act.error ?? reset.error} />
      {link !== undefined && (
        <SecretOnce
          label={t('accounts.link')}
          hint={t('accounts.link_hint', { until: moment(link.expiresAt) })}
          secret={`${location.origin}${link.path}`}
        />
      )}
      <Roles account={account} onInvited={setLink} />
      {account.me ? (
        <Text c="dimmed">{t('accounts.self')}</Text>
      ) : (
        <Stack gap="sm">
          <Title order={3} size="h4">
            {t('accounts.acts')}
          </Title>
          <Group>
            {locked ? (
              <Button variant="default" onClick={() => act.mutate({ path: `${at}/unlock` })}>
                {t('accounts.unlock')}
              </Button>
            ) : (
              <ConfirmButton
                variant="light"
                question={t('accounts.lock_question')}
                onConfirm={() => act.mutate({ path: `${at}/lock` })}
              >
                {t('accounts.lock')}
              </ConfirmButton>
            )}
            <ConfirmButton
              variant="light"
              disabled={account.elsewhere}
              loading={reset.isPending}
              question={t('accounts.reset_question')}
              onConfirm={() => reset.mutate({ path: `${at}/invitation` })}
            >
              {t(account.state.startsWith('invit') ? 'accounts.new_link' : 'accounts.reset')}
            </ConfirmButton>
            <ConfirmButton
              variant="light"
              disabled={account.sessions === 0}
              question={t('accounts.sessions_question')}
              onConfirm={() => act.mutate({ method: 'DELETE', path: `${at}/sessions` })}
            >
              {t('accounts.end_sessions', { count: account.sessions })}
            </ConfirmButton>
          </Group>
          {account.elsewhere && <Text c="dimmed">{t('accounts.elsewhere')}</Text>}
        </Stack>
      )}
    </Stack>
  );
}

interface RolesProps {
  readonly account: Account;
  /** A role of somebody who never signed in comes with another link. */
  readonly onInvited: (link: Invitation) => void;
}

function Roles({ account, onInvited }: RolesProps) {
  const { t } = useTranslation();
  const { moment, day, zone } = useMoment();
  const roleText = useRoleText();
  const [draft, setDraft] = useState<typeof NO_ROLE>();
  const act = useAct<{ invitation?: Invitation } | undefined>((answer) => {
    setDraft(undefined);
    if (answer?.invitation !== undefined) onInvited(answer.invitation);
  });
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {t('accounts.roles')}
      </Title>
      <ProblemAlert error={act.error} />
      <Table verticalSpacing="sm">
        <Table.Tbody>
          {account.roles.map((held) => (
            <Table.Tr key={held.id}>
              <Table.Td>
                <Text c={held.ended ? 'dimmed' : 'inherit'}>{roleText(held)}</Text>
                <Text size="sm" c="dimmed">
                  {held.from.startsWith('1970') ? '' : day(dateIn(zone, Date.parse(held.from)))}
                  {held.until !== undefined && ` – ${moment(held.until)}`}
                </Text>
              </Table.Td>
              <Table.Td ta="right">
                {!held.ended && !account.me && (
                  <ConfirmButton
                    variant="light"
                    question={t('accounts.end_role_question', { role: roleText(held) })}
                    onConfirm={() =>
                      act.mutate({ method: 'DELETE', path: `/accounts/${account.id}/roles/${held.id}` })
                    }
                  >
                    {t('accounts.end_role')}
                  </ConfirmButton>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {draft === undefined ? (
        <Group>
          <Button variant="default" onClick={() => setDraft(NO_ROLE)}>
            {t('accounts.add_role')}
          </Button>
        </Group>
      ) : (
        <Stack>
          <RoleFields draft={draft} onChange={setDraft} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setDraft(undefined)}>
              {t('common.cancel')}
            </Button>
            <Button
              disabled={!isComplete(draft)}
              loading={act.isPending}
              onClick={() =>
                act.mutate({ path: `/accounts/${account.id}/roles`, body: roleBody(draft, zone) })
              }
            >
              {t('accounts.add_role')}
            </Button>
          </Group>
        </Stack>
      )}
    </Stack>
  );
}
