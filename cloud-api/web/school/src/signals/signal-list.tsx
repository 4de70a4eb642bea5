import { Button, Stack, Title } from '@mantine/core';
import { EmptyState, ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { useMonths } from '../month/use-months.ts';
import { SignalCard } from './signal-card.tsx';
import { useSignals } from './use-signals.ts';

/** Every signal of the school, newest first. */
export function SignalList() {
  const { t } = useTranslation();
  const problem = useProblemText();
  const timezone = useMonths().data?.timezone ?? 'Europe/Sofia';
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useSignals();
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <section aria-label={t('signals.list')}>
      <Title order={2} size="h4" mb="xs">
        {t('signals.list')}
      </Title>
      {error !== null && <ErrorState message={problem(error)} onRetry={() => void refetch()} />}
      {items === undefined && error === null && <LoadingState />}
      {items?.length === 0 && <EmptyState title={t('signals.none')} hint={t('signals.none.hint')} />}
      <Stack>
        {items?.map((signal) => (
          <SignalCard key={signal.id} signal={signal} timezone={timezone} />
        ))}
        {hasNextPage && (
          <Button
            variant="default"
            w="fit-content"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {t('signals.more')}
          </Button>
        )}
      </Stack>
    </section>
  );
}
