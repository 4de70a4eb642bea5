import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi, LanguageSelect, type Me, ProblemAlert } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { Identities } from './identities.tsx';
import { Sessions } from './sessions.tsx';

/** Password, identity providers, devices, and the language of mails. */
export function SecurityTab({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const change = new URLSearchParams({ change: '', back: `/account/#security` });
  return (
    <Stack gap="xl">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('own.password')}
        </Title>
        <Text c="dimmed">{t('own.password_hint')}</Text>
        <Group>
          <Button component="a" variant="default" href={`/sign-in/?${change}`}>
            {t('account.change_password')}
          </Button>
        </Group>
      </Stack>
      <Identities />
      <Sessions />
      <MailLanguage me={me} />
    </Stack>
  );
}

function MailLanguage({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const choose = useMutation({
    mutationFn: (language: string) => callApi('PATCH', '/me', { language }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
  });
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {t('own.language')}
      </Title>
      <ProblemAlert error={choose.error} />
      <LanguageSelect
        label={t('own.language_hint')}
        size="md"
        w={260}
        value={choose.variables ?? me.language ?? 'bg'}
        onChange={(language) => choose.mutate(language)}
      />
    </Stack>
  );
}
