import { Modal, Stack, Text, TextInput } from '@mantine/core';
import { FormButtons, LanguageSelect, ProblemAlert, useAct } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MadeInvitation } from '../../access/src/accounts/made-invitation.tsx';
import type { Invitation } from '../../access/src/types.ts';
import type { SchoolNumbers } from './types.ts';

interface Made {
  readonly invitation?: Invitation;
}

/** Invites the first principal of a school; the link is shown once. */
export function InvitePrincipal({
  school,
  onClose,
}: {
  readonly school: SchoolNumbers;
  readonly onClose: () => void;
}) {
  const { t, i18n } = useTranslation();
  const [login, setLogin] = useState('');
  const [language, setLanguage] = useState(i18n.language);
  const [made, setMade] = useState<Made>();
  const act = useAct<Made>(setMade);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({
      path: `/schools/${school.school}/first-principal`,
      body: { login: login.trim(), language },
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t('principal.title')}: ${school.name}`}
      size="lg"
      centered
      closeOnClickOutside={false}
    >
      {made === undefined ? (
        <form onSubmit={submit}>
          <Stack>
            <Text c="dimmed">{t('principal.hint')}</Text>
            <TextInput
              type="email"
              label={t('principal.email')}
              required
              value={login}
              onChange={(event) => setLogin(event.currentTarget.value)}
              data-autofocus
            />
            <LanguageSelect label={t('principal.language')} value={language} onChange={setLanguage} />
            <ProblemAlert error={act.error} />
            <FormButtons
              submit={t('principal.invite')}
              busy={act.isPending}
              ready={login.trim() !== ''}
              onCancel={onClose}
            />
          </Stack>
        </form>
      ) : (
        <MadeInvitation words="principal" invitation={made.invitation} onClose={onClose} />
      )}
    </Modal>
  );
}
