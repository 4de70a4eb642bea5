import { Center, Paper } from '@mantine/core';
import { PageShell } from '@vratar/ui';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readAsked } from './asked.ts';
import { ChangePassword } from './change-password.tsx';
import { FirstPassword } from './first-password.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Signing in, and the first password that has to be changed; then on to the page that was wanted. */
export function SignInPage() {
  const { t } = useTranslation();
  const asked = readAsked(location);
  // The password just typed: whoever must change it need not type it twice.
  const [given, setGiven] = useState<string>();
  const changes = given !== undefined || asked.change;
  const onward = () => location.assign(asked.back);
  if (asked.invitation !== undefined) {
    return (
      <SignInFrame title={t('invited.title')}>
        <FirstPassword invitation={asked.invitation} onDone={() => location.assign('/account/')} />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title={t(changes ? 'sign_in.change' : 'sign_in.title')}>
      {changes ? (
        <ChangePassword given={given} onDone={onward} />
      ) : (
        <SignInForm asked={asked} onSignedIn={onward} onMustChange={setGiven} />
      )}
    </SignInFrame>
  );
}

function SignInFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <PageShell title={title} subtitle={t('sign_in.subtitle')}>
      <Center>
        <Paper withBorder p="xl" w="100%" maw={440}>
          {children}
        </Paper>
      </Center>
    </PageShell>
  );
}
