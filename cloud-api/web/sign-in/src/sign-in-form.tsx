import { Alert, Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ApiProblem, callApi, useProblemText } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Asked } from './asked.ts';

interface Props {
  readonly asked: Asked;
  readonly onSignedIn: () => void;
  /** @param password the one that must be changed now */
  readonly onMustChange: (password: string) => void;
}

interface Ways {
  readonly provider?: { readonly name: string };
}

/** Login and password, and the identity provider where there is one. */
export function SignInForm({ asked, onSignedIn, onMustChange }: Props) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const ways = useQuery({ queryKey: ['ways'], queryFn: () => callApi<Ways>('GET', '/session/ways') });
  const signIn = useMutation({
    mutationFn: async () => {
      await callApi('POST', '/session', { login, password }, { signIn: false });
      return mustChange();
    },
    onSuccess: (must) => (must ? onMustChange(password) : onSignedIn()),
  });
  const problem = signIn.error ?? (asked.problem === undefined ? undefined : codeProblem(asked.problem));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={t('sign_in.title')}>
      <Stack>
        {problem && (
          <Alert color="red" role="alert">
            {problemText(problem)}
          </Alert>
        )}
        <TextInput
          label={t('sign_in.login')}
          type="email"
          name="login"
          autoComplete="username"
          inputMode="email"
          size="md"
          required
          data-autofocus
          autoFocus
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('sign_in.password')}
          name="password"
          autoComplete="current-password"
          size="md"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('sign_in.show') }}
        />
        <Button type="submit" loading={signIn.isPending || signIn.isSuccess} fullWidth>
          {t('account.sign_in')}
        </Button>
        {ways.data?.provider && (
          <>
            <Divider label={t('sign_in.or')} />
            <Button
              component="a"
              variant="default"
              fullWidth
              href={`/api/v1/session/oidc?${new URLSearchParams({ back: asked.back })}`}
            >
              {t('sign_in.with', { name: ways.data.provider.name })}
            </Button>
          </>
        )}
      </Stack>
    </form>
  );
}

/** Whether the account may do nothing yet but take another password. */
async function mustChange(): Promise<boolean> {
  try {
    await callApi('GET', '/me', undefined, { signIn: false });
    return false;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'password_must_change') return true;
    throw error;
  }
}

const codeProblem = (code: string) => new ApiProblem({ status: 0, code, title: code, detail: '' });
