import { useInfiniteQuery } from '@tanstack/react-query';
import { callApi } from './call-api.ts';

interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** A list of the API, a page at a time. @param path with its filters, such as `/cards?state=lost` */
export function usePages<T>(path: string) {
  return useInfiniteQuery({
    queryKey: ['pages', path],
    queryFn: ({ pageParam, signal }) =>
      callApi<Page<T>>(
        'GET',
        `${path}${pageParam && `${path.includes('?') ? '&' : '?'}cursor=${pageParam}`}`,
        undefined,
        {
          signal,
        },
      ),
    // Coming back to a window is no wish to look anew: most lists show names, and each look is logged.
    refetchOnWindowFocus: false,
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}
