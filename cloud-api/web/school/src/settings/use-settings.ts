import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@vratar/ui';
import type { Choices, ChoicesView } from '../../../../src/attendance/choices/schema.ts';

export type { Choices, ChoicesView };

export const useSettings = () =>
  useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => callApi<ChoicesView>('GET', '/attendance-settings', undefined, { signal }),
    refetchOnWindowFocus: false,
  });

export function useChangeSettings() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (values: Choices) =>
      callApi('PUT', '/attendance-settings', values, { key: crypto.randomUUID() }),
    onSuccess: async () => {
      for (const key of ['settings', 'at-risk', 'excuses']) {
        await queries.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}
