import { Badge, Button, Paper, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { callApi, EmptyState, ErrorState, LoadingState, useMoment, useProblemText } from '@vratar/ui';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface Notice {
  readonly id: string;
  readonly at: string;
  readonly seen: boolean;
  readonly title: string;
  readonly text: string;
}

/** What this account was told, newest first; looking at it marks it as seen. */
export function NoticesTab() {
  const { t, i18n } = useTranslation();
  const text = useProblemText();
  const { moment } = useMoment();
  const list = useInfiniteQuery({
    queryKey: ['notices', i18n.language],
    queryFn: ({ pageParam, signal }) =>
      callApi<{ items: Notice[]; next?: string }>(
        'GET',
        `/me/notices?language=${i18n.language}${pageParam && `&cursor=${pageParam}`}`,
        undefined,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const loaded = list.data !== undefined;
  useEffect(() => {
    // That a notice could not be marked as seen is no trouble for whoever reads it.
    if (loaded) callApi('POST', '/me/notices/seen').catch(() => undefined);
  }, [loaded]);
  if (list.isPending) return <LoadingState />;
  if (list.error) return <ErrorState message={text(list.error)} onRetry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState title={t('notices.none')} />;
  return (
    <Stack>
      {items.map((notice) => (
        <Paper key={notice.id} withBorder p="md">
          <Stack gap={4}>
            <Text fw={600}>
              {notice.title} {!notice.seen && <Badge tt="none">{t('notices.new')}</Badge>}
            </Text>
            <Text>{notice.text}</Text>
            <Text size="sm" c="dimmed">
              {moment(notice.at)}
            </Text>
          </Stack>
        </Paper>
      ))}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
    </Stack>
  );
}
