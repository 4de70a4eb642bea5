import { Group, Stack, Text } from '@mantine/core';
import { EmptyState, ErrorState, LoadingState, useMoment, useProblemText } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { addMonths } from '../dates.ts';
import { MonthSelect } from '../month/month-select.tsx';
import { go } from '../use-route.ts';
import { AlertTable } from './alert-table.tsx';
import { useAlerts } from './use-alerts.ts';

/** Who has come close to the loss of family aid in a month, or reached it: `#alerts/<month>`, or `…/<person>` for one of them. */
export function AlertsPage({ place }: { readonly place: string | undefined }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const { today } = useMoment();
  const current = today.slice(0, 7);
  const [month = current, person] = place?.split('/') ?? [];
  const { data, error, refetch } = useAlerts(month);
  const months = Array.from({ length: 12 }, (_, index) => addMonths(current, -index));
  return (
    <Stack>
      <Group align="flex-end">
        <MonthSelect months={months} value={month} onChange={(to) => go('alerts', to)} />
      </Group>
      <Text c="dimmed">{t('alerts.hint')}</Text>
      {error !== null && <ErrorState message={problem(error)} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <LoadingState />}
      {data?.items.length === 0 && <EmptyState title={t('alerts.none')} hint={t('alerts.none.hint')} />}
      {data !== undefined && data.items.length > 0 && (
        <AlertTable key={person} list={data} month={month} person={person} />
      )}
    </Stack>
  );
}
