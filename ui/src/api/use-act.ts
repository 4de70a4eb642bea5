import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { callApi } from './call-api.ts';

/** One attempt of an act on the API. */
export interface Act {
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

/**
 * Acts on the API; everything on the page is read anew afterwards. Pressed twice, or sent again after no answer came,
 * an act is done once.
 */
export function useAct<T = unknown>(onDone?: (answer: T) => void) {
  const queries = useQueryClient();
  const attempt = useRef<{ readonly act: string; readonly key: string }>(undefined);
  return useMutation({
    mutationFn: ({ method = 'POST', path, body = {} }: Act) => {
      const act = JSON.stringify([method, path, body]);
      if (attempt.current?.act !== act) attempt.current = { act, key: crypto.randomUUID() };
      return callApi<T>(method, path, body, { key: attempt.current.key });
    },
    onSuccess: async (answer) => {
      attempt.current = undefined;
      await queries.invalidateQueries();
      onDone?.(answer);
    },
  });
}
