import { Alert, Button, Group, Stack } from '@mantine/core';
import { useMoment } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../types.ts';
import { SecretOnce } from './secret-once.tsx';

/**
 * What came of an invitation: its link, which is shown this once, or that the account has a password already.
 * @param props.words beginning of the keys `known`, `link` and `link_hint` of the page's dictionary
 */
export function MadeInvitation({
  words,
  invitation,
  onClose,
}: {
  readonly words: string;
  readonly invitation: Invitation | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { moment } = useMoment();
  return (
    <Stack>
      {invitation === undefined ? (
        <Alert color="gate">{t(`${words}.known`)}</Alert>
      ) : (
        <SecretOnce
          label={t(`${words}.link`)}
          hint={t(`${words}.link_hint`, { until: moment(invitation.expiresAt) })}
          secret={`${location.origin}${invitation.path}`}
        />
      )}
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('secret.done')}</Button>
      </Group>
    </Stack>
  );
}
