import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import type { Notice } from './notice.ts';

interface Page {
  readonly items: readonly Notice[];
  readonly next?: string;
}

/** What the account was told, the newest first. @param unseen only what nobody has looked at */
export function useNotices(unseen: boolean) {
  const { i18n } = useTranslation();
  return useInfiniteQuery({
    queryKey: ['notices', 'list', i18n.language, unseen],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        language: i18n.language,
        ...(unseen && { unseen: 'true' }),
        ...(pageParam !== '' && { cursor: pageParam }),
      });
      return callApi<Page>('GET', `/me/notices?${query}`, undefined, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** Marks one notice as seen, or everything through the newest that is shown; the count beside the bell follows. */
export function useSeen() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (which: { readonly id: string } | { readonly through: string }) =>
      'id' in which
        ? callApi('POST', `/me/notices/${which.id}/seen`)
        : callApi('POST', '/me/notices/seen', which),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  });
}
