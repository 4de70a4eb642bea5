import { Alert, Button, Group, Paper, Stack, Stepper, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi, LoadingState, useProblemText } from '@vratar/ui';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseFile } from './choose-file.tsx';
import { ReportView } from './report-view.tsx';
import { type Choice, queryOf, type Report } from './types.ts';

/** Choose a file, look at what it would do, apply. Nothing is written before the last step. */
export function ImportWizard() {
  const { t } = useTranslation();
  const text = useProblemText();
  const queries = useQueryClient();
  const key = useRef('');
  const [choice, setChoice] = useState<Choice>();
  const plan = useMutation({
    mutationFn: (chosen: Choice) =>
      callApi<Report>('POST', `/imports/plan?${queryOf(chosen)}`, bytesOf(chosen)),
  });
  const apply = useMutation({
    mutationFn: (chosen: Choice) =>
      callApi<{ id?: string; report: Report }>('POST', `/imports?${queryOf(chosen)}`, bytesOf(chosen), {
        key: key.current,
      }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const look = (chosen: Choice) => {
    setChoice(chosen);
    // One file looked at is one import, however often the button is pressed.
    key.current = crypto.randomUUID();
    apply.reset();
    plan.mutate(chosen);
  };
  const restart = () => {
    setChoice(undefined);
    plan.reset();
    apply.reset();
  };
  const step = apply.data ? 3 : plan.data ? 1 : 0;
  const report = plan.data;
  const nothing = report !== undefined && report.changes.length === 0;
  return (
    <Paper withBorder p="lg">
      <Stepper active={step} size="sm" mb="lg">
        <Stepper.Step label={t('step.file')} />
        <Stepper.Step label={t('step.look')} />
        <Stepper.Step label={t('step.apply')} />
      </Stepper>
      {step === 0 && (
        <Stack>
          <ChooseFile busy={plan.isPending} onChoose={look} />
          {plan.isPending && <LoadingState />}
          {plan.error && (
            <Alert color="red" role="alert">
              {text(plan.error)}
            </Alert>
          )}
        </Stack>
      )}
      {step === 1 && report && choice && (
        <Stack>
          <ReportView report={report} file={choice.file.name} removed={choice.removeMissing} />
          {apply.error && (
            <Alert color="red" role="alert">
              {text(apply.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={restart}>
              {t('wizard.other')}
            </Button>
            <Button
              disabled={report.problems.length > 0 || nothing}
              loading={apply.isPending}
              onClick={() => apply.mutate(choice)}
            >
              {t('wizard.apply')}
            </Button>
          </Group>
        </Stack>
      )}
      {apply.data && (
        <Stack align="flex-start">
          <Alert color="gate" title={t('wizard.done')} w="100%" role="status">
            <Text>{t('wizard.done_text', { ...apply.data.report.counts })}</Text>
          </Alert>
          <Button onClick={restart}>{t('wizard.next')}</Button>
        </Stack>
      )}
    </Paper>
  );
}

const bytesOf = ({ file }: Choice): Blob => new Blob([file], { type: 'application/octet-stream' });
