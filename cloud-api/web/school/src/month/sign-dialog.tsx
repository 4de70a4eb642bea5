import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useProblemText } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { monthText } from '../dates.ts';
import type { MonthView } from './types.ts';
import type { MonthAct } from './use-months.ts';

interface Props {
  readonly act: 'sign' | 'declare' | undefined;
  readonly view: MonthView;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSign: (act: MonthAct) => void;
  readonly onClose: () => void;
}

/** The signature: what it says, and, where days are open, the name and the reason for signing all the same. */
export function SignDialog({ act, view, busy, error, onSign, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const problem = useProblemText();
  const [acceptedBy, setName] = useState('');
  const [reason, setReason] = useState('');
  const open = view.openDays.length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (act !== undefined) onSign({ act, ...(open === 0 ? {} : { acceptedBy, reason }) });
  };
  return (
    <Modal
      opened={act !== undefined}
      onClose={onClose}
      title={<Text fw={700}>{t('step.sign')}</Text>}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text>
            {t(act === 'declare' ? 'sign.declares' : 'sign.says', {
              month: monthText(view.month, i18n.language),
              count: view.unexcusedRows,
            })}
          </Text>
          <Alert color="blue">{t('sign.qualified')}</Alert>
          {open > 0 && (
            <>
              <Alert color="orange">{t('sign.open_days', { count: open })}</Alert>
              <TextInput
                required
                label={t('sign.name')}
                value={acceptedBy}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Textarea
                required
                label={t('sign.reason')}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            </>
          )}
          {error !== null && (
            <Alert color="red" role="alert">
              {problem(error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('sign.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
