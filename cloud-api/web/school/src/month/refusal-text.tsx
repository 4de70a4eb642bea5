import { useTranslation } from 'react-i18next';
import type { Possible } from './types.ts';

/** Why an act is not possible now, in the reader's language; undefined where it is. */
export function useRefusalText(): (possible: Possible) => string | undefined {
  const { t } = useTranslation();
  return ({ ok, code, count = 0 }) =>
    ok ? undefined : t(`guard.${code}`, { count, defaultValue: code ?? '' });
}
