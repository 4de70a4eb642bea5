import { useQuery } from '@tanstack/react-query';
import { callApi } from '@vratar/ui';

interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

interface Options {
  readonly enabled?: boolean;
  /** Read anew so often; only when something changes it here, unless told. */
  readonly everyMs?: number;
}

/** A whole list of the API: of registers that are short by their nature. */
export function useAll<T>(path: string, { enabled = true, everyMs }: Options = {}) {
  return useQuery({
    queryKey: ['all', path],
    enabled,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
    queryFn: async ({ signal }) => {
      const items: T[] = [];
      let cursor = '';
      do {
        const where = `${path}${path.includes('?') ? '&' : '?'}limit=100${cursor && `&cursor=${cursor}`}`;
        const page = await callApi<Page<T>>('GET', where, undefined, { signal });
        items.push(...page.items);
        cursor = page.next ?? '';
      } while (cursor !== '');
      return items as readonly T[];
    },
  });
}
