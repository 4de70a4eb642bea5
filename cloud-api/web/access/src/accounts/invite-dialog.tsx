import { Alert, Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { ProblemAlert, useAct, useMoment } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../types.ts';
import { isComplete, NO_ROLE, RoleFields, roleBody } from './role-fields.tsx';
import { SecretOnce } from './secret-once.tsx';

interface Made {
  readonly id: string;
  readonly invitation?: Invitation;
}

const LANGUAGES = [
  { value: 'bg', label: 'Български' },
  { value: 'ru', label: 'Русский' },
  { value: 'en', label: 'English' },
];

/** Invites a person of the register: role, e-mail; then the link, once. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { moment } = useMoment();
  const [draft, setDraft] = useState(NO_ROLE);
  const [login, setLogin] = useState('');
  const [language, setLanguage] = useState(i18n.language);
  const [made, setMade] = useState<Made>();
  const act = useAct<Made>(setMade);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({ path: '/accounts', body: { login: login.trim(), language, ...roleBody(draft) } });
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
            <Select
              label={t('accounts.language')}
              size="md"
              allowDeselect={false}
              value={language}
              data={LANGUAGES}
              onChange={(value) => setLanguage(value ?? 'bg')}
            />
            <ProblemAlert error={act.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={act.isPending} disabled={!isComplete(draft)}>
                {t('accounts.invite')}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack>
          {made.invitation === undefined ? (
            <Alert color="gate">{t('accounts.known')}</Alert>
          ) : (
            <SecretOnce
              label={t('accounts.link')}
              hint={t('accounts.link_hint', { until: moment(made.invitation.expiresAt) })}
              secret={`${location.origin}${made.invitation.path}`}
            />
          )}
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('secret.done')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
