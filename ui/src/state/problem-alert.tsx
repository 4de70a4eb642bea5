import { Alert } from '@mantine/core';
import { useProblemText } from '../api/use-problem-text.ts';

/** What went wrong with the last act, until the next one. */
export function ProblemAlert({ error }: { readonly error: unknown }) {
  const text = useProblemText();
  if (!error) return null;
  return (
    <Alert color="red" role="alert">
      {text(error)}
    </Alert>
  );
}
