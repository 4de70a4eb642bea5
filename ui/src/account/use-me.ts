import { useQuery } from '@tanstack/react-query';
import { callApi } from '../api/call-api.ts';

/** Who is signed in, as `GET /me` tells it. */
export interface Me {
  readonly id: string;
  readonly login?: string;
  /** In which mails come. */
  readonly language?: 'bg' | 'ru' | 'en';
  readonly school?: string;
  /** Where they can work; `timezone` such as `Europe/Sofia`. */
  readonly schools: readonly { readonly id: string; readonly name: string; readonly timezone: string }[];
  readonly grants: readonly Grant[];
}

export interface Grant {
  readonly role: string;
  readonly school?: string;
  readonly class?: string;
  readonly region?: string;
  readonly person?: string;
  readonly children?: readonly { readonly person: string; readonly young: boolean }[];
  readonly acts?: readonly string[];
  /** RFC 3339; when it ends by itself. */
  readonly until?: string;
}

/**
 * Who is signed in.
 * @param signIn whether somebody who is not is taken to the sign-in page; a page that also shows something to others says false
 */
export function useMe(signIn = true) {
  return useQuery({
    queryKey: ['me', signIn],
    queryFn: ({ signal }) => callApi<Me>('GET', '/me', undefined, { signal, signIn }),
    retry: false,
    staleTime: 60_000,
  });
}
