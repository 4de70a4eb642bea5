import { Alert, Stack } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PresenceView } from './types.ts';
import { useMomentText } from './use-time-text.ts';

/** Which entrances are silent, since when, and what that means for the figures. */
export function GatewayNotices({ view }: { readonly view: Pick<PresenceView, 'gateways' | 'timezone'> }) {
  const { t } = useTranslation();
  const moment = useMomentText(view.timezone);
  const quiet = view.gateways.filter(
    ({ silentSince, dataAt }) => silentSince !== undefined || dataAt === undefined,
  );
  if (quiet.length === 0) return null;
  return (
    <Stack gap="xs" mb="lg" role="status">
      {quiet.map(({ id, name, silentSince }) => (
        <Alert key={id} color="orange" icon={<IconPlugConnectedX aria-hidden />}>
          {silentSince === undefined
            ? t('today.never', { name })
            : t('today.silent', { name, time: moment(silentSince) })}
        </Alert>
      ))}
    </Stack>
  );
}
