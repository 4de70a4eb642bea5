import { Alert, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { callApi, useMe, useProblemText } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isGood, NewPassword } from './new-password.tsx';

interface Props {
  /** The present password, when it was typed a moment ago. */
  readonly given: string | undefined;
  readonly onDone: () => void;
}

/** Takes another password; one that somebody else gave has to be changed before anything else. */
export function ChangePassword({ given, onDone }: Props) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  // For the browser's own store of passwords.
  const { data: me } = useMe(false);
  const [present, setPresent] = useState('');
  const [wanted, setWanted] = useState('');
  const [again, setAgain] = useState('');
  const change = useMutation({
    mutationFn: () => callApi('PUT', '/me/password', { present: given ?? present, wanted }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isGood(wanted, again)) change.mutate();
  };
  const eye = { 'aria-label': t('sign_in.show') };
  return (
    <form onSubmit={submit} aria-label={t('sign_in.change')}>
      <Stack>
        {given !== undefined && <Text>{t('sign_in.must_change')}</Text>}
        {change.error && (
          <Alert color="red" role="alert">
            {problemText(change.error)}
          </Alert>
        )}
        <input type="hidden" name="username" autoComplete="username" value={me?.login ?? ''} readOnly />
        {given === undefined && (
          <PasswordInput
            label={t('sign_in.present')}
            autoComplete="current-password"
            size="md"
            required
            autoFocus
            value={present}
            onChange={(event) => setPresent(event.currentTarget.value)}
            visibilityToggleButtonProps={eye}
          />
        )}
        <NewPassword
          wanted={wanted}
          again={again}
          onWanted={setWanted}
          onAgain={setAgain}
          autoFocus={given !== undefined}
        />
        <Button type="submit" loading={change.isPending || change.isSuccess} fullWidth>
          {t('sign_in.change')}
        </Button>
      </Stack>
    </form>
  );
}
