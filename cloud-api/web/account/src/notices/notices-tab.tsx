import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  callApi,
  EmptyState,
  ErrorState,
  LoadingState,
  type Me,
  ProblemAlert,
  useProblemText,
} from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from './notice.ts';
import { NoticeCard } from './notice-card.tsx';
import { useNotices, useSeen } from './use-notices.ts';

/** What this account was told, newest first: all of it, or what is new. */
export function NoticesTab({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const [only, setOnly] = useState(false);
  return (
    <Stack>
      <SegmentedControl
        w="fit-content"
        aria-label={t('own.notices')}
        value={only ? 'new' : 'all'}
        onChange={(value) => setOnly(value === 'new')}
        data={[
          { value: 'all', label: t('notices.all') },
          { value: 'new', label: t('notices.only_new') },
        ]}
      />
      <NoticeList me={me} only={only} />
    </Stack>
  );
}

function NoticeList({ me, only }: { readonly me: Me; readonly only: boolean }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const list = useNotices(only);
  const seen = useSeen();
  const childOf = useChildren(me);
  if (list.isPending) return <LoadingState />;
  if (list.error) return <ErrorState message={problem(list.error)} onRetry={() => void list.refetch()} />;
  const items: readonly Notice[] = list.data.pages.flatMap((page) => page.items);
  const [newest] = items;
  if (newest === undefined) return <EmptyState title={t(only ? 'notices.none_new' : 'notices.none')} />;
  return (
    <Stack>
      <ProblemAlert error={seen.error} />
      {items.some((notice) => !notice.seen) && (
        <Group>
          <Button
            variant="default"
            loading={seen.isPending}
            onClick={() => seen.mutate({ through: newest.id })}
          >
            {t('notices.all_seen')}
          </Button>
        </Group>
      )}
      {items.map((notice) => (
        <NoticeCard
          key={notice.id}
          notice={notice}
          me={me}
          child={childOf(notice.detail.person)}
          onSeen={() => seen.mutateAsync({ id: notice.id })}
        />
      ))}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
    </Stack>
  );
}

/** A guardian of two has to know which of them a notice is about; it carries no name itself. */
function useChildren({ grants, school }: Me): (person: string | undefined) => string | undefined {
  const { data } = useQuery({
    queryKey: ['children'],
    queryFn: ({ signal }) =>
      callApi<{ items: { person: string; name: string }[] }>('GET', '/me/children', undefined, { signal }),
    enabled: grants.some((grant) => grant.role === 'parent' && grant.school === school),
  });
  return (person) => data?.items.find((child) => child.person === person)?.name;
}
