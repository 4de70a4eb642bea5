import { useTranslation } from 'react-i18next';
import { ApiProblem } from './call-api.ts';

/** What went wrong in the reader's language: the page's words `problem.<code>`, else the server's own. */
export function useProblemText(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return (error) => {
    if (!(error instanceof ApiProblem)) return t('problem.unreachable');
    const key = `problem.${error.code}`;
    return i18n.exists(key) ? t(key) : error.message;
  };
}
