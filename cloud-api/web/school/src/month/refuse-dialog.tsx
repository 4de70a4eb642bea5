import { Alert, Button, Checkbox, Group, Modal, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { ApiProblem, useProblemText } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AspRowView } from './types.ts';
import type { AspDecision } from './use-months.ts';

interface Props {
  readonly row: AspRowView | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onRefuse: (decision: AspDecision) => void;
  readonly onClose: () => void;
}

/** A refusal has another number and a note; the guards say the rest. */
export function RefuseDialog({ row, busy, error, onRefuse, onClose }: Props) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const [corrected, setCorrected] = useState<number | string>('');
  const [note, setNote] = useState('');
  const [override, setOverride] = useState(false);
  const asksAgain = error instanceof ApiProblem && error.code === 'correction_exactly_three';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (row === undefined) return;
    const value = row.kind === 'unsubscribed' ? 0 : Number(corrected);
    onRefuse({
      number: row.number,
      decision: 'refuse',
      corrected: value,
      note,
      ...(override ? { override } : {}),
    });
  };
  return (
    <Modal
      opened={row !== undefined}
      onClose={onClose}
      title={<Text fw={700}>{t('asp.refuse.title')}</Text>}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text>{row?.name}</Text>
          {row?.kind === 'unsubscribed' ? (
            <Text c="dimmed">{t('asp.refuse.attends')}</Text>
          ) : (
            <NumberInput
              required
              min={0}
              max={999}
              step={row?.kind === 'remote' || row?.preschool ? 1 : 0.5}
              decimalScale={1}
              label={t(
                row?.kind === 'remote'
                  ? 'asp.refuse.days'
                  : row?.preschool
                    ? 'asp.refuse.preschool'
                    : 'asp.refuse.hours',
              )}
              value={corrected}
              onChange={setCorrected}
            />
          )}
          <Textarea
            required
            label={t('asp.refuse.note')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {error !== null && (
            <Alert color="red" role="alert">
              {problem(error)}
            </Alert>
          )}
          {(asksAgain || override) && (
            <Checkbox
              label={t('asp.refuse.override')}
              checked={override}
              onChange={(event) => setOverride(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.close')}
            </Button>
            <Button type="submit" color="blue" loading={busy}>
              {t('asp.refuse')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
