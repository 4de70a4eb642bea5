import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { ListView, useMoment } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Account, SCHOOL_ROLES } from '../types.ts';
import { AccountDrawer } from './account-drawer.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { useRoleText } from './role-text.ts';
import { StateBadge } from './state-badge.tsx';

/** Accounts of the school: found by name, e-mail or role; invited, changed and locked here. */
export function AccountsTab() {
  const { t } = useTranslation();
  const { moment } = useMoment();
  const roleText = useRoleText();
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const [role, setRole] = useState('');
  const [opened, setOpened] = useState<string>();
  const [inviting, setInviting] = useState(false);
  const filters = new URLSearchParams({
    ...(text === '' ? {} : { text }),
    ...(role === '' ? {} : role === 'former' ? { former: 'true' } : { role }),
  });
  const find = (event: FormEvent) => {
    event.preventDefault();
    setText(typed.trim());
  };
  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <form onSubmit={find}>
          <Group align="flex-end">
            <TextInput
              label={t('accounts.search')}
              size="md"
              w={260}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Select
              label={t('accounts.role')}
              size="md"
              w={220}
              allowDeselect={false}
              value={role}
              onChange={(value) => setRole(value ?? '')}
              data={[
                { value: '', label: t('accounts.all_roles') },
                ...SCHOOL_ROLES.map((value) => ({ value: value as string, label: t(`role.${value}`) })),
                { value: 'former', label: t('accounts.former') },
              ]}
            />
            <Button type="submit" variant="default">
              {t('accounts.find')}
            </Button>
          </Group>
        </form>
        <Button onClick={() => setInviting(true)}>{t('accounts.invite')}</Button>
      </Group>
      <ListView<Account>
        path={`/accounts?${filters}`}
        head={[t('accounts.who'), t('accounts.roles'), t('accounts.state'), t('accounts.used'), '']}
        empty={{ title: t('accounts.none'), hint: t('accounts.none_hint') }}
        row={(account) => ({
          key: account.id,
          cells: [
            <Stack key="who" gap={0}>
              <Text fw={600}>{account.name ?? account.login}</Text>
              {account.name !== undefined && <Text c="dimmed">{account.login}</Text>}
            </Stack>,
            account.roles
              .filter(({ ended }) => !ended)
              .map(roleText)
              .join('; ') || '—',
            <StateBadge key="state" account={account} />,
            account.usedAt === undefined ? '—' : moment(account.usedAt),
            <Button
              key="open"
              variant="default"
              onClick={() => setOpened(account.id)}
              aria-label={t('accounts.open_of', { name: account.name ?? account.login })}
            >
              {t('accounts.open')}
            </Button>,
          ],
        })}
      />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {opened !== undefined && <AccountDrawer id={opened} onClose={() => setOpened(undefined)} />}
    </Stack>
  );
}
