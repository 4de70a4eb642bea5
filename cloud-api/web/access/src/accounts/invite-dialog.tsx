import { Modal, Stack, TextInput } from '@mantine/core';
import { FormButtons, LanguageSelect, ProblemAlert, useAct, useZone } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../types.ts';
import { MadeInvitation } from './made-invitation.tsx';
import { isComplete, NO_ROLE, RoleFields, roleBody } from './role-fields.tsx';

interface Made {
  readonly id: string;
  readonly invitation?: Invitation;
}

/** Invites a person of the register: role, e-mail; then the link, once. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const zone = useZone();
  const [draft, setDraft] = useState(NO_ROLE);
  const [login, setLogin] = useState('');
  const [language, setLanguage] = useState(i18n.language);
  const [made, setMade] = useState<Made>();
  const act = useAct<Made>(setMade);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({ path: '/accounts', body: { login: login.trim(), language, ...roleBody(draft, zone) } });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('accounts.invite')}
      size="lg"
      centered
      closeOnClickOutside={false}
    >
      {made === undefined ? (
        <form onSubmit={submit}>
          <Stack>
            <RoleFields draft={draft} onChange={setDraft} />
            <TextInput
              type="email"
              label={t('accounts.email')}
              description={t('accounts.email_hint')}
              size="md"
              required
              value={login}
              onChange={(event) => setLogin(event.currentTarget.value)}
            />
            <LanguageSelect
              label={t('accounts.language')}
              size="md"
              value={language}
              onChange={setLanguage}
            />
            <ProblemAlert error={act.error} />
            <FormButtons
              submit={t('accounts.invite')}
              busy={act.isPending}
              ready={isComplete(draft)}
              onCancel={onClose}
            />
          </Stack>
        </form>
      ) : (
        <MadeInvitation words="accounts" invitation={made.invitation} onClose={onClose} />
      )}
    </Modal>
  );
}
