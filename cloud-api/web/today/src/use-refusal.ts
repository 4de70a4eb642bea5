import { useQuery } from '@tanstack/react-query';
import { ApiProblem, callApi, goToSignIn, homeOf, type Me } from '@vratar/ui';

/**
 * What to do when the live stream was refused, which does not say why: whoever has no account here signs in, and
 * whoever may not see who is in the school goes on to a page that is for them. For anything else, stays.
 */
export function useRefusal(refused: boolean): void {
  useQuery({
    queryKey: ['refusal'],
    enabled: refused,
    retry: false,
    refetchOnWindowFocus: false,
    queryFn: async ({ signal }) => {
      const code = await refusalCode(signal);
      if (code === 'presence_no_account') goToSignIn('not_signed_in');
      else if (code === 'not_permitted')
        location.replace(homeOf(await callApi<Me>('GET', '/me', undefined, { signal })));
      return code ?? null;
    },
  });
}

async function refusalCode(signal: AbortSignal): Promise<string | undefined> {
  try {
    await callApi('GET', '/presence/today', undefined, { signal });
    return undefined;
  } catch (error) {
    if (error instanceof ApiProblem) return error.code;
    throw error;
  }
}
