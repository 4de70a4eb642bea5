import { ActionIcon, Indicator } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { callApi } from '../api/call-api.ts';

const REFRESH_MS = 60_000;
const MOST_SHOWN = 99;

/** How many notices nobody has looked at yet, on every page; leads to them. */
export function NoticeBell() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['notices', 'unseen'],
    queryFn: ({ signal }) =>
      callApi<{ count: number }>('GET', '/me/notices/unseen', undefined, { signal, signIn: false }),
    refetchInterval: REFRESH_MS,
  });
  const count = data?.count ?? 0;
  return (
    <Indicator
      label={count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}
      size={22}
      offset={5}
      color="red"
      disabled={count === 0}
    >
      <ActionIcon
        component="a"
        href="/account/#notices"
        variant="default"
        size={44}
        aria-label={count === 0 ? t('account.notices') : t('account.notices_new', { count })}
      >
        <IconBell size={22} aria-hidden />
      </ActionIcon>
    </Indicator>
  );
}
