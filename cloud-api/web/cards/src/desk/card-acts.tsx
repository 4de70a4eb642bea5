import { Button, Group, Stack } from '@mantine/core';
import { ConfirmButton, ProblemAlert, useAct } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Card, CardKind } from '../types.ts';
import { IssueDialog } from './issue-dialog.tsx';
import { ReplaceDialog } from './replace-dialog.tsx';

interface Props {
  readonly card: Pick<Card, 'id' | 'state' | 'label'>;
  /** Of its last holding. */
  readonly kind: CardKind | undefined;
  /** Its present or last holder. */
  readonly person: string | undefined;
}

/** What can be done with a card in its state. What takes something away from somebody is asked once more. */
export function CardActs({ card: { id, state, label }, kind, person }: Props) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'issue' | 'replace'>();
  const act = useAct();
  const post = (verb: string, body: object = {}) => act.mutate({ path: `/cards/${id}/${verb}`, body });
  const close = () => setDialog(undefined);
  const out = state === 'issued';
  const stopped = state === 'lost' || state === 'blocked';
  return (
    <Stack>
      <ProblemAlert error={act.error} />
      <Group>
        {state === 'stock' && <Button onClick={() => setDialog('issue')}>{t('act.issue')}</Button>}
        {(out || stopped) && kind !== 'visitor' && (
          <Button onClick={() => setDialog('replace')}>{t('act.replace')}</Button>
        )}
        {(out || stopped) && (
          <ConfirmButton
            color="gate"
            variant="default"
            loading={act.isPending}
            question={t('act.return_question')}
            onConfirm={() => post('return')}
          >
            {t('act.return')}
          </ConfirmButton>
        )}
        {out && (
          <ConfirmButton
            variant="light"
            loading={act.isPending}
            question={t('act.lost_question')}
            onConfirm={() => post('block', { reason: 'lost' })}
          >
            {t('act.lost')}
          </ConfirmButton>
        )}
        {out && (
          <ConfirmButton
            variant="light"
            loading={act.isPending}
            question={t('act.block_question')}
            onConfirm={() => post('block', { reason: 'blocked' })}
          >
            {t('act.block')}
          </ConfirmButton>
        )}
        {stopped && (
          <Button variant="default" loading={act.isPending} onClick={() => post('unblock')}>
            {t('act.unblock')}
          </Button>
        )}
      </Group>
      {dialog === 'issue' && <IssueDialog card={{ id, label }} onClose={close} />}
      {dialog === 'replace' && (
        <ReplaceDialog
          card={{ id, label }}
          signed={kind === 'pass_only'}
          person={kind === 'pupil' ? person : undefined}
          onClose={close}
        />
      )}
    </Stack>
  );
}
