import { Alert, Button, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ApiProblem, callApi, LoadingState, useProblemText } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isGood, NewPassword } from './new-password.tsx';

interface Props {
  /** What stands in the link. */
  readonly invitation: string;
  readonly onDone: () => void;
}

interface Whose {
  readonly login: string;
  readonly school: string;
}

/** The first password of an account, chosen by the person who was invited. */
export function FirstPassword({ invitation, onDone }: Props) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [wanted, setWanted] = useState('');
  const [again, setAgain] = useState('');
  const whose = useQuery({
    queryKey: ['invitation', invitation],
    queryFn: () => callApi<Whose>('POST', '/session/invitation/look', { invitation }, { signIn: false }),
    retry: (count, error) => count < 2 && !(error instanceof ApiProblem && error.status === 404),
  });
  const take = useMutation({
    mutationFn: () =>
      callApi('POST', '/session/invitation', { invitation, password: wanted }, { signIn: false }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isGood(wanted, again)) take.mutate();
  };
  if (whose.isPending) return <LoadingState />;
  if (whose.error) {
    return (
      <Stack>
        <Alert color="red" role="alert">
          {problemText(whose.error)}
        </Alert>
        <Button component="a" variant="default" href="/sign-in/">
          {t('account.sign_in')}
        </Button>
      </Stack>
    );
  }
  return (
    <form onSubmit={submit} aria-label={t('invited.title')}>
      <Stack>
        <Text>{t('invited.text', { ...whose.data })}</Text>
        {take.error && (
          <Alert color="red" role="alert">
            {problemText(take.error)}
          </Alert>
        )}
        <input type="hidden" name="username" autoComplete="username" value={whose.data.login} readOnly />
        <NewPassword wanted={wanted} again={again} onWanted={setWanted} onAgain={setAgain} autoFocus />
        <Button type="submit" loading={take.isPending || take.isSuccess} fullWidth>
          {t('invited.take')}
        </Button>
      </Stack>
    </form>
  );
}
