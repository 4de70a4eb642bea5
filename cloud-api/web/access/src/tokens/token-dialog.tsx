import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { endOfDay, FormButtons, ProblemAlert, useAct, useMoment } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TOKEN_SCOPES } from '../../../../src/accounts/permissions/acts.ts';
import { SecretOnce } from '../accounts/secret-once.tsx';
import { ActBoxes } from '../delegations/act-boxes.tsx';

/** Half a year from now: long enough to work, short enough to be looked at again. */
function halfAYearAfter(today: string): string {
  const day = new Date(today);
  day.setUTCMonth(day.getUTCMonth() + 6);
  return day.toISOString().slice(0, 10);
}

/** Makes a token for a program: name, scopes, last day; then the secret, once. */
export function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { today, zone } = useMoment();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [last, setLast] = useState(() => halfAYearAfter(today));
  const [secret, setSecret] = useState<string>();
  const act = useAct<{ token: string }>(({ token }) => setSecret(token));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({ path: '/tokens', body: { name: name.trim(), scopes, expiresAt: endOfDay(zone, last) } });
  };
  return (
    <Modal opened onClose={onClose} title={t('tokens.make')} size="lg" centered closeOnClickOutside={false}>
      {secret === undefined ? (
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t('tokens.name')}
              description={t('tokens.name_hint')}
              size="md"
              required
              data-autofocus
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <ActBoxes label={t('tokens.scopes')} acts={TOKEN_SCOPES} chosen={scopes} onChange={setScopes} />
            <TextInput
              type="date"
              label={t('period.last')}
              size="md"
              required
              min={today}
              value={last}
              onChange={(event) => setLast(event.currentTarget.value)}
            />
            <ProblemAlert error={act.error} />
            <FormButtons
              submit={t('tokens.make')}
              busy={act.isPending}
              ready={name.trim() !== '' && scopes.length > 0 && last >= today}
              onCancel={onClose}
            />
          </Stack>
        </form>
      ) : (
        <Stack>
          <SecretOnce label={t('tokens.secret')} hint={t('tokens.secret_hint')} secret={secret} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('secret.done')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
