import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import {
  ApiProblem,
  ConfirmButton,
  EmptyState,
  ErrorState,
  LoadingState,
  useMoment,
  useProblemText,
} from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMonths } from '../dates.ts';
import { go } from '../use-route.ts';
import { AspImport } from './asp-import.tsx';
import { AspTable } from './asp-table.tsx';
import { Deadline } from './deadline.tsx';
import { MonthSelect } from './month-select.tsx';
import { useRefusalText } from './refusal-text.tsx';
import { RefuseDialog } from './refuse-dialog.tsx';
import type { AspRowView } from './types.ts';
import { useAsp, useAspAct, useAspDecision } from './use-months.ts';

/** The agency's list of a month: confirm or refuse each row, sign, take the answers. */
export function AspPage({ month: asked }: { readonly month: string | undefined }) {
  const { t } = useTranslation();
  const { today } = useMoment();
  const problem = useProblemText();
  const refusal = useRefusalText();
  const current = today.slice(0, 7);
  const month = asked ?? addMonths(current, -1);
  const { data, error, refetch } = useAsp(month);
  const decide = useAspDecision(month);
  const act = useAspAct(month);
  const [refusing, setRefusing] = useState<AspRowView>();
  const months = Array.from({ length: 12 }, (_, index) => addMonths(current, -index));
  const select = <MonthSelect months={months} value={month} onChange={(to) => go('asp', to)} />;
  if (error instanceof ApiProblem && error.code === 'campaign_unknown') {
    return (
      <Stack>
        {select}
        <AspImport key={month} month={month} />
      </Stack>
    );
  }
  if (error !== null) return <ErrorState message={problem(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState />;
  const done = data.state === 'signed' || data.state === 'final';
  const failed = decide.error ?? act.error;
  return (
    <Stack>
      <Group align="flex-end" gap="xl">
        {select}
        <Badge size="xl" tt="none" color={done ? 'gate' : data.state === 'expired' ? 'red' : 'blue'}>
          {t(`asp.state.${data.state}`)}
        </Badge>
        <Deadline window={data.window} now={data.now} timezone={data.timezone} done={done} />
        {!done && data.state !== 'expired' && (
          <ConfirmButton
            color="gate"
            disabled={!data.can.sign.ok}
            question={t('asp.sign.question')}
            onConfirm={() => act.mutate('sign')}
          >
            {t('asp.sign')}
          </ConfirmButton>
        )}
        {data.can.unsign.ok && (
          <ConfirmButton
            variant="light"
            question={t('step.unsign.question')}
            onConfirm={() => act.mutate('unsign')}
          >
            {t('step.unsign')}
          </ConfirmButton>
        )}
        {done && (
          <Button
            component="a"
            variant="default"
            href={`/api/v1/months/${month}/asp/answers`}
            leftSection={<IconDownload size={20} aria-hidden />}
          >
            {t('asp.answers')}
          </Button>
        )}
      </Group>
      {!done && !data.can.sign.ok && <Text c="orange">{refusal(data.can.sign)}</Text>}
      {failed !== null && refusing === undefined && (
        <Alert color="red" role="alert">
          {problem(failed)}
        </Alert>
      )}
      {data.rows.length === 0 ? (
        <EmptyState title={t('asp.empty')} />
      ) : (
        <AspTable
          view={data}
          busy={decide.isPending}
          onConfirm={(number) => decide.mutate({ number, decision: 'confirm' })}
          onRefuse={(row) => {
            decide.reset();
            setRefusing(row);
          }}
        />
      )}
      <RefuseDialog
        key={refusing?.number}
        row={refusing}
        busy={decide.isPending}
        error={decide.error}
        onRefuse={(decision) => decide.mutate(decision, { onSuccess: () => setRefusing(undefined) })}
        onClose={() => setRefusing(undefined)}
      />
    </Stack>
  );
}
