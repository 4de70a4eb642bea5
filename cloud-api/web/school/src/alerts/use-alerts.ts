import { useQuery } from '@tanstack/react-query';
import { callApi } from '@vratar/ui';

export interface AlertLine {
  readonly person: string;
  readonly name: string;
  readonly class: { readonly id: string; readonly name: string };
  readonly preschool: boolean;
  /** Unexcused at this school, as it stands now. */
  readonly now: number;
  readonly steps: readonly { readonly threshold: number; readonly reached: number; readonly at: number }[];
}

export const useAlerts = (month: string) =>
  useQuery({
    queryKey: ['alerts', month],
    queryFn: ({ signal }) =>
      callApi<{ timezone: string; items: AlertLine[] }>('GET', `/months/${month}/alerts`, undefined, {
        signal,
      }),
  });
