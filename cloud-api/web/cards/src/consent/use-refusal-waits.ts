import { useQuery } from '@tanstack/react-query';
import { callApi } from '@vratar/ui';
import type { Page } from '../types.ts';
import type { Consent } from './types.ts';

/** Whether a pupil's family has refused processing, and the refusal waits for the card. */
export function useRefusalWaits(person: string | undefined) {
  return useQuery({
    queryKey: ['consent waiting', person],
    queryFn: ({ signal }) =>
      callApi<Page<Consent>>('GET', `/consents?person=${person}&waiting=true`, undefined, { signal }),
    select: ({ items }) => items.length > 0,
    enabled: person !== undefined,
  });
}
