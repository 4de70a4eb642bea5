import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@vratar/ui';
import type { AspView, ClassMonth, CorrectionView, MonthList, MonthView } from './types.ts';

const CALM = { refetchOnWindowFocus: false, staleTime: 15_000 } as const;
const get =
  <T>(path: string) =>
  ({ signal }: { signal: AbortSignal }) =>
    callApi<T>('GET', path, undefined, { signal });

export const useMonths = () =>
  useQuery({ queryKey: ['months'], queryFn: get<MonthList>('/months'), ...CALM });

export const useMonth = (month: string | undefined) =>
  useQuery({
    queryKey: ['month', month],
    queryFn: get<MonthView>(`/months/${month}`),
    enabled: month !== undefined,
    ...CALM,
  });

export const useClassMonth = (month: string, classId: string | undefined) =>
  useQuery({
    queryKey: ['class-month', month, classId],
    queryFn: get<ClassMonth>(`/months/${month}/classes/${classId}`),
    enabled: classId !== undefined,
    ...CALM,
  });

export const useAsp = (month: string | undefined) =>
  useQuery({
    queryKey: ['asp', month],
    queryFn: get<AspView>(`/months/${month}/asp`),
    enabled: month !== undefined,
    ...CALM,
    retry: false,
  });

export const useCorrections = () =>
  useQuery({ queryKey: ['corrections'], queryFn: get<{ items: CorrectionView[] }>('/corrections'), ...CALM });

export interface MonthAct {
  readonly act: 'generate' | 'mark_imported' | 'sign' | 'declare' | 'unsign';
  readonly number?: string;
  readonly acceptedBy?: string;
  readonly reason?: string;
}

/** Writes to the API once however often it is pressed, and reads everything about months anew. */
function useWrite<Variables>(write: (variables: Variables) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: async () => {
      for (const key of ['months', 'month', 'class-month', 'asp', 'corrections', 'week']) {
        await queries.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}

const key = () => ({ key: crypto.randomUUID() });

export const useMonthAct = (month: string) =>
  useWrite((act: MonthAct) => callApi('POST', `/months/${month}/acts`, act, key()));

export const useCheckClass = (month: string, classId: string | undefined) =>
  useWrite((checked: boolean) =>
    callApi(checked ? 'PUT' : 'DELETE', `/months/${month}/classes/${classId}/check`, undefined, key()),
  );

export interface AspDecision {
  readonly number: number;
  readonly decision: 'confirm' | 'refuse';
  readonly corrected?: number;
  readonly note?: string;
  readonly override?: boolean;
}

export const useAspDecision = (month: string) =>
  useWrite(({ number, ...decision }: AspDecision) =>
    callApi('PUT', `/months/${month}/asp/rows/${number}`, decision, key()),
  );

export const useAspAct = (month: string) =>
  useWrite((act: 'sign' | 'unsign') => callApi('POST', `/months/${month}/asp/acts`, { act }, key()));

export const useAspImport = (month: string) =>
  useWrite(({ file, opens, closes }: { file: File; opens: string; closes: string }) =>
    callApi(
      'POST',
      `/months/${month}/asp/list?${new URLSearchParams({ opens, closes })}`,
      new Blob([file], { type: 'application/octet-stream' }),
      key(),
    ),
  );

export const useAnswerCorrection = () =>
  useWrite(({ id, ...answer }: { id: string; state: 'sent' | 'dismissed'; note: string }) =>
    callApi('POST', `/corrections/${id}/answer`, answer, key()),
  );
