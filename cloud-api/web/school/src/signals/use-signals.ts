import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { callApi } from '@vratar/ui';
import type { AtRiskList, ReceivedSignal, RecipientKind, Selection, SignalView } from './types.ts';

/** Names are shown, and each look is logged: nothing is asked again only because a window was clicked. */
const CALM = { refetchOnWindowFocus: false, staleTime: 15_000 } as const;
const KEYS = ['at-risk', 'signals', 'received'];

export const useAtRisk = (day: string, selection: Selection) =>
  useQuery({
    queryKey: ['at-risk', day, selection],
    queryFn: ({ signal }) =>
      callApi<AtRiskList>('GET', `/at-risk?${new URLSearchParams({ day, selection })}`, undefined, {
        signal,
      }),
    placeholderData: keepPreviousData,
    enabled: day !== '',
    ...CALM,
  });

interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

function usePaged<T>(key: string, path: string) {
  return useInfiniteQuery({
    queryKey: [key],
    queryFn: ({ signal, pageParam }) =>
      callApi<Page<T>>(
        'GET',
        `${path}${pageParam === '' ? '' : `?${new URLSearchParams({ cursor: pageParam })}`}`,
        undefined,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    ...CALM,
  });
}

export const useSignals = () => usePaged<SignalView>('signals', '/signals');
export const useReceived = () => usePaged<ReceivedSignal>('received', '/signal-inbox');

function useWrite<Variables, Answer = unknown>(write: (variables: Variables) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: async () => {
      for (const key of KEYS) await queries.invalidateQueries({ queryKey: [key] });
    },
  });
}

const key = () => ({ key: crypto.randomUUID() });

export interface Draft {
  readonly asOf: string;
  readonly selection: Selection;
  readonly persons: readonly string[];
  readonly recipientKind: RecipientKind;
  readonly recipient: string;
  readonly note?: string;
}

export const useDraft = () =>
  useWrite((draft: Draft) =>
    callApi<{ drafted: unknown[]; underWay: string[] }>('POST', '/signals', draft, key()),
  );

export interface Move {
  readonly id: string;
  readonly to: 'signed' | 'sent' | 'acknowledged' | 'answered' | 'withdrawn';
  readonly reference?: string;
  readonly answer?: string;
}

export const useMove = () =>
  useWrite(({ id, ...move }: Move) => callApi('POST', `/signals/${id}/moves`, move, key()));

export const useAnswerReceived = () =>
  useWrite(({ id, ...move }: Move) => callApi('POST', `/signal-inbox/${id}/moves`, move, key()));

export const useEndRisk = () =>
  useWrite((end: { readonly persons: readonly string[]; readonly endedOn: string }) =>
    callApi('POST', '/at-risk/end', end, key()),
  );
