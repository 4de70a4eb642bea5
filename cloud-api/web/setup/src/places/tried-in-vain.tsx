import { Alert, Text } from '@mantine/core';
import { useMoment } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import type { Gateway } from '../types.ts';

/** A retired gateway still stands somewhere, switched on: its turnstiles let people through whom nobody sees. */
export function TriedInVain({ gateway: { tried } }: { readonly gateway: Gateway }) {
  const { t } = useTranslation();
  const { moment } = useMoment();
  if (tried === undefined) return;
  const at = moment(tried.at);
  const { from } = tried;
  return (
    <Alert
      color="orange"
      title={from === undefined ? t('gateway.tried', { at }) : t('gateway.tried_from', { at, from })}
    >
      <Text>{t('gateway.tried_text')}</Text>
    </Alert>
  );
}
