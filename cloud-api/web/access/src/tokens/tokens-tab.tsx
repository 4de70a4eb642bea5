import { Button, Group, Stack, Text } from '@mantine/core';
import { ConfirmButton, ListView, ProblemAlert, useAct, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GivenState, isOver } from '../delegations/given-state.tsx';
import type { Token } from '../types.ts';
import { TokenDialog } from './token-dialog.tsx';

const givenOf = ({ issuedAt, expiresAt, revokedAt }: Token) => ({
  from: issuedAt,
  until: expiresAt,
  ...(revokedAt === undefined ? {} : { endedAt: revokedAt }),
});

/** Keys of programs: what each may, when it was last used, and its end. */
export function TokensTab() {
  const { t } = useTranslation();
  const { moment } = useMoment();
  const [making, setMaking] = useState(false);
  const act = useAct();
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed" maw={640}>
          {t('tokens.text')}
        </Text>
        <Button onClick={() => setMaking(true)}>{t('tokens.make')}</Button>
      </Group>
      <ProblemAlert error={act.error} />
      <ListView<Token>
        path="/tokens"
        head={[
          t('tokens.name'),
          t('tokens.scopes'),
          t('tokens.used'),
          t('period.last'),
          t('accounts.state'),
          '',
        ]}
        empty={{ title: t('tokens.none'), hint: t('tokens.none_hint') }}
        row={(token) => ({
          key: token.id,
          cells: [
            <Text key="name" fw={600}>
              {token.name}
            </Text>,
            token.scopes.map((one) => t(`act.${one}`)).join('; '),
            token.usedAt === undefined ? t('tokens.never') : moment(token.usedAt),
            moment(token.expiresAt),
            <GivenState key="state" given={givenOf(token)} />,
            !isOver(givenOf(token), Date.now()) && (
              <ConfirmButton
                key="revoke"
                variant="light"
                question={t('tokens.revoke_question', { name: token.name })}
                onConfirm={() => act.mutate({ method: 'DELETE', path: `/tokens/${token.id}` })}
              >
                {t('tokens.revoke')}
              </ConfirmButton>
            ),
          ],
        })}
      />
      {making && <TokenDialog onClose={() => setMaking(false)} />}
    </Stack>
  );
}
