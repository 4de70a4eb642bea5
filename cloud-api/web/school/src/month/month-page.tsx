import { Badge, Group, Stack } from '@mantine/core';
import { ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { go } from '../use-route.ts';
import { ClassTable } from './class-table.tsx';
import { Deadline } from './deadline.tsx';
import { MonthHistory } from './month-history.tsx';
import { MonthSelect } from './month-select.tsx';
import { MonthSteps } from './month-steps.tsx';
import { OpenDays } from './open-days.tsx';
import { useMonth, useMonths } from './use-months.ts';

const DONE = new Set(['signed', 'declared', 'final']);

/** The month of the school, from the check-offs to the signature. */
export function MonthPage({ month: asked }: { readonly month: string | undefined }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const months = useMonths();
  // The month before this one is what there is to do.
  const month = asked ?? months.data?.months[1]?.month ?? months.data?.months[0]?.month;
  const { data, error, refetch } = useMonth(month);
  const failed = months.error ?? error;
  if (failed !== null) return <ErrorState message={problem(failed)} onRetry={() => void refetch()} />;
  if (data === undefined || month === undefined) return <LoadingState />;
  return (
    <Stack>
      <Group align="flex-end" gap="xl">
        <MonthSelect
          months={months.data?.months.map((each) => each.month) ?? []}
          value={month}
          onChange={(to) => go('month', to)}
        />
        <Badge
          size="xl"
          tt="none"
          color={DONE.has(data.state) ? 'gate' : data.state === 'expired' ? 'red' : 'blue'}
          data-testid="month-state"
        >
          {t(`state.${data.state}`)}
        </Badge>
        <Deadline window={data.window} now={data.now} timezone={data.timezone} done={DONE.has(data.state)} />
      </Group>
      <MonthSteps key={month} view={data} />
      <ClassTable view={data} />
      <OpenDays view={data} />
      <MonthHistory view={data} />
    </Stack>
  );
}
