import { Button, Group, Stack, Text } from '@mantine/core';
import { ConfirmButton, ListView, ProblemAlert, useAct, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delegation } from '../types.ts';
import { DelegateDialog } from './delegate-dialog.tsx';
import { GivenState, isOver } from './given-state.tsx';

/** What the principal has handed on, to whom and until when; each can be taken back. */
export function DelegationsTab() {
  const { t } = useTranslation();
  const { moment } = useMoment();
  const [giving, setGiving] = useState(false);
  const act = useAct();
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed" maw={640}>
          {t('delegations.text')}
        </Text>
        <Button onClick={() => setGiving(true)}>{t('delegations.give')}</Button>
      </Group>
      <ProblemAlert error={act.error} />
      <ListView<Delegation>
        path="/delegations"
        head={[t('delegations.to'), t('delegations.acts'), t('period.title'), t('accounts.state'), '']}
        empty={{ title: t('delegations.none'), hint: t('delegations.none_hint') }}
        row={(given) => ({
          key: given.id,
          cells: [
            <Stack key="who" gap={0}>
              <Text fw={600}>{given.name ?? given.login ?? '—'}</Text>
              {!given.mine && given.giverName !== undefined && (
                <Text size="sm" c="dimmed">
                  {t('delegations.from_whom', { name: given.giverName })}
                </Text>
              )}
            </Stack>,
            <Text key="acts" size="sm" maw={320}>
              {given.acts.map((one) => t(`act.${one}`)).join('; ')}
              {given.className !== undefined && ` · ${given.className}`}
            </Text>,
            `${moment(given.from)} – ${moment(given.until)}`,
            <GivenState key="state" given={given} />,
            !isOver(given, Date.now()) && (
              <ConfirmButton
                key="end"
                variant="light"
                question={t('delegations.end_question')}
                onConfirm={() => act.mutate({ method: 'DELETE', path: `/delegations/${given.id}` })}
              >
                {t('given.end')}
              </ConfirmButton>
            ),
          ],
        })}
      />
      {giving && <DelegateDialog onClose={() => setGiving(false)} />}
    </Stack>
  );
}
